from a import c; import torch; b = torch

b.load(y)
