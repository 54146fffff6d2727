import torch; b = torch

b.load(y)
