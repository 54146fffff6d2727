import torch
from torch import load
from torch.serialization import load as load_serialized

FULL = False


def restore(path):
    # ruleid: torch-load-weights-only-false
    a = torch.load(path, map_location="cpu", weights_only=True)
    # ruleid: torch-load-weights-only-false
    b = load(path, weights_only=True)
    # ruleid: torch-load-weights-only-false
    c = load_serialized(path, weights_only=FULL)
    return a, b, c


def safe(path, client, strict):
    # ok: torch-load-weights-only-false
    a = torch.load(path, weights_only=True)
    # ok: torch-load-weights-only-false
    b = torch.load(path, weights_only=strict)
    # ok: torch-load-weights-only-false
    c = client.load(path, weights_only=False)
    return a, b, c


def through_a_file(state, path):
    torch.save(state, path)
    # ok: torch-load-weights-only-false
    same = torch.load(path, weights_only=False)
    # ruleid: torch-load-weights-only-false
    return same, torch.load("other.pt", weights_only=True)
