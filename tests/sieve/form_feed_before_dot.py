import torch

torch.load(y)
