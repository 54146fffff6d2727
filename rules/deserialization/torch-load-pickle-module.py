import dill
import torch
from torch import load


def restore(path):
    # ruleid: torch-load-pickle-module
    a = torch.load(path, pickle_module=dill)
    # ruleid: torch-load-pickle-module
    b = load(path, map_location="cpu", pickle_module=dill)
    # ruleid: torch-load-pickle-module
    c = torch.load(path, "cpu", dill)
    return a, b, c


def safe(path, model):
    # ok: torch-load-pickle-module
    a = torch.load(path, weights_only=True)
    # ok: torch-load-pickle-module
    b = torch.load(path, pickle_module=None, weights_only=True)
    # ok: torch-load-pickle-module
    torch.save(model, path, pickle_module=dill)
    return a, b
