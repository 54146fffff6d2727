import os
import pickle

import joblib
import torch
from huggingface_hub import hf_hub_download, snapshot_download
from safetensors.torch import load_file


def models(name):
    path = hf_hub_download("org/name", "pytorch_model.bin")
    # ruleid: hub-file-then-unpickle
    state = torch.load(path, map_location="cpu")
    folder = snapshot_download(name)
    # ruleid: hub-file-then-unpickle
    scaler = joblib.load(os.path.join(folder, "scaler.joblib"))
    with open(hf_hub_download(name, "vocab.pkl"), "rb") as f:
        # ruleid: hub-file-then-unpickle
        words = pickle.load(f)
    return state, scaler, words


def safe(name, local):
    path = hf_hub_download("org/name", "model.safetensors")
    # ok: hub-file-then-unpickle
    a = load_file(path)
    # ok: hub-file-then-unpickle
    b = torch.load(hf_hub_download(name, "a.pt"), weights_only=True)
    pinned = hf_hub_download(name, "a.pt", revision="0123456789abcdef0123456789abcdef01234567")
    # ok: hub-file-then-unpickle
    c = torch.load(pinned)
    # ok: hub-file-then-unpickle
    d = joblib.load(local)
    return a, b, c, d
