import glob
import os
import pickle as pkl
from pathlib import Path

import joblib
import numpy as np
import torch


def folds(root):
    states = []
    # ruleid: load-in-directory-loop
    for name in os.listdir(root):
        states.append(torch.load(os.path.join(root, name)))
    # ruleid: load-in-directory-loop
    for path in sorted(glob.glob(root + "/*.pkl")):
        with open(path, "rb") as f:
            states.append(pkl.load(f))
    # ruleid: load-in-directory-loop
    for index, path in enumerate(Path(root).glob("*.joblib")):
        if path.stem:
            states.append(joblib.load(path))
    # ruleid: load-in-directory-loop
    for base, _, names in os.walk(root):
        for name in names:
            states.append(np.load(os.path.join(base, name), allow_pickle=True))
    return states


def safe(root):
    states = []
    # ok: load-in-directory-loop
    for name in os.listdir(root):
        states.append(torch.load(os.path.join(root, name), weights_only=True))
    # ok: load-in-directory-loop
    for name in ("a.pkl", "b.pkl"):
        with open(name, "rb") as f:
            states.append(pkl.load(f))
    # ok: load-in-directory-loop
    for path in glob.glob(root + "/*.npy"):
        states.append(np.load(path))
    # ok: load-in-directory-loop
    for name in os.listdir(root):
        print(name)
    return states
