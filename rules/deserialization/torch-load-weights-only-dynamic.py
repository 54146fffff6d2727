import torch
from torch import load


def read(path, weights_only=None, **kwargs):
    # ruleid: torch-load-weights-only-dynamic
    a = torch.load(path, weights_only=weights_only)
    # ruleid: torch-load-weights-only-dynamic
    b = load(path, **kwargs)
    return a, b


def safe(path, torch_load):
    # ok: torch-load-weights-only-dynamic
    a = torch.load(path, weights_only=True)
    strict = True
    # ok: torch-load-weights-only-dynamic
    b = torch.load(path, weights_only=strict)
    # ok: torch-load-weights-only-dynamic
    c = torch_load(path, weights_only=None)
    return a, b, c
