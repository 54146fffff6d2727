import hashlib
import pickle
import urllib.request
from urllib.request import urlretrieve

import gdown
import torch


def fetch(url, path):
    urlretrieve(url, path)
    # ruleid: download-then-load
    return torch.load(path)


def fetch_labels(url):
    urllib.request.urlretrieve(url, "labels.pkl")
    with open("labels.pkl", "rb") as f:
        # ruleid: download-then-load
        return pickle.load(f)


def fetch_drive(key):
    path = gdown.download(id=key, quiet=True)
    # ruleid: download-then-load
    return torch.load(path, map_location="cpu")


def checked(url, path):
    urlretrieve(url, path)
    digest = hashlib.sha256(open(path, "rb").read())
    if digest.hexdigest() != "00" * 32:
        raise ValueError(path)
    # ok: download-then-load
    return torch.load(path)


def weights(url, path, other):
    urlretrieve(url, path)
    # ok: download-then-load
    state = torch.load(path, weights_only=True)
    # ok: download-then-load
    old = torch.load(other)
    return state, old
