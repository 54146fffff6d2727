import torch

torch.load("../weights/evil.bin")
torch.load("../weights/clean.pkl")
torch.load("../weights/evil.bin", weights_only=True)
