import numpy
import numpy as np
from numpy import load
from numpy.lib.format import read_array

ALLOW = True


def features(path):
    # ruleid: numpy-allow-pickle
    train = np.load(path, allow_pickle=False)
    # ruleid: numpy-allow-pickle
    test = numpy.load("test.npy", None, True)
    # ruleid: numpy-allow-pickle
    meta = load(file=path, allow_pickle=False)["meta"]
    # ruleid: numpy-allow-pickle
    config = np.load(path, encoding="latin1", allow_pickle=ALLOW).item()
    return train, test, meta, config


def raw(stream):
    # ruleid: numpy-allow-pickle
    return read_array(stream, allow_pickle=False)


def safe(path, module):
    # ok: numpy-allow-pickle
    a = np.load(path)
    # ok: numpy-allow-pickle
    b = np.load(path, allow_pickle=False)
    # ok: numpy-allow-pickle
    c = np.load(path, "r", False)
    # ok: numpy-allow-pickle
    np.save(path, a, allow_pickle=True)
    # ok: numpy-allow-pickle
    module.load(path, allow_pickle=True)
    return a, b, c
