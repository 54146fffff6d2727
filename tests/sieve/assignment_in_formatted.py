import torch

z = f"{(t := torch)}"
t.load(y)
