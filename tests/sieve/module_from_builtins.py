from builtins import torch as t

t.load(y)
