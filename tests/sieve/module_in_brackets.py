import torch as t

((t)).load(y)
