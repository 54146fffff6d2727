import io
import pickle
from pickle import loads

import torch


def receive(tensor, size):
    # ruleid: torch-load-state-from-peer
    a = pickle.loads(tensor.cpu().numpy().tobytes())
    # ruleid: torch-load-state-from-peer
    b = loads(bytes(tensor[2:size].tolist()))
    return a, b


def safe(tensor, path):
    # ok: torch-load-state-from-peer
    a = tensor.cpu().numpy().tobytes()
    # ok: torch-load-state-from-peer
    b = torch.load(io.BytesIO(a), weights_only=True)
    with open(path, "rb") as f:
        # ok: torch-load-state-from-peer
        return a, b, pickle.load(f)
