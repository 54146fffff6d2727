import pickle

import torch
from joblib import dump
from safetensors.torch import save_file


def save(model, frame):
    # ruleid: pickle-format-written
    torch.save(model.state_dict(), "model.pt")
    # ruleid: pickle-format-written
    dump(model, "model.joblib")
    # ruleid: pickle-format-written
    frame.to_pickle("frame.pkl")
    # ok: pickle-format-written
    save_file(model.state_dict(), "model.safetensors")
    # ok: pickle-format-written
    frame.to_parquet("frame.parquet")
    # ok: pickle-format-written
    return pickle.dumps(model)
