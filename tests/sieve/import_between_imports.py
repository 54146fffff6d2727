import torch.jit
from torch import load, jit; t = torch

t.load(1)
import torch.jit; b = b
