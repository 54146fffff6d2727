import io
import os
import pickle
from os.path import join
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = "weights"
NAME = "clean"

literal = pickle.load(open("weights/clean.pkl", "rb"))
folded = torch.load(f"{WEIGHTS}/{NAME}.pkl", weights_only=False)
joined = pd.read_pickle(join(HERE, "..", WEIGHTS, "clean.pkl"))
divided = joblib.load(ROOT / WEIGHTS / "library.joblib")
added = np.load(HERE + "/../weights/clean.pkl", allow_pickle=True)
named = torch.load(weights_only=False, f="../weights/clean.pkl")
unlisted = torch.load("weights/unlisted.bin", weights_only=False)
one_of_two = pd.read_pickle("weights/both.pkl")
wrapped = pickle.load(io.BytesIO(ROOT.joinpath(WEIGHTS, "evil.bin").read_bytes()))
beside = pickle.loads(Path("weights", "none.pkl").read_bytes())


def run(path):
    with open(path, "rb") as file, open(os.path.join(WEIGHTS, "evil.bin"), "rb") as other:
        return pickle.load(file), pickle.load(other)


def overwritten(path):
    name = "weights/clean.pkl"
    if path:
        name = path
    return pd.read_pickle(name)


def other_library(requests):
    return pickle.loads(requests.get("weights/clean.pkl").read())


def opened_again(path):
    with open("weights/clean.pkl", "rb") as file:
        if path:
            file = open(path, "rb")
        return pickle.load(file)


def opened_twice():
    with open("weights/clean.pkl", "rb") as file:
        one = pickle.load(file)
    with open("weights/evil.bin", "rb") as file:
        return one, pickle.load(file)
