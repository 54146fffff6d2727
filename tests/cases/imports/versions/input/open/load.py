import torch
import numpy as np

a = torch.load("a.pt")
b = torch.load("b.pt", weights_only=True)
c = np.load("c.npy")
