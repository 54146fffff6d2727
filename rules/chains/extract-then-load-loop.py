import glob
import os
import pickle
import shutil
import tarfile
from shutil import unpack_archive

import torch


def folds(path, folder):
    with tarfile.open(path) as archive:
        archive.extractall(folder, filter="data")
    data = []
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), "rb") as f:
            # ruleid: extract-then-load-loop
            data.append(pickle.load(f))
    return data


def more(path, folder):
    unpack_archive(path, folder)
    for name in glob.glob(folder + "/*.pt"):
        # ruleid: extract-then-load-loop
        yield torch.load(name)


def safe(path, folder):
    shutil.unpack_archive(path, folder)
    for name in glob.glob(folder + "/*.pt"):
        # ok: extract-then-load-loop
        yield torch.load(name, weights_only=True)
    with open("labels.pkl", "rb") as f:
        # ok: extract-then-load-loop
        yield pickle.load(f)


def no_archive(folder):
    for name in os.listdir(folder):
        # ok: extract-then-load-loop
        yield torch.load(name)
