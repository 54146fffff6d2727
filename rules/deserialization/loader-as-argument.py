import functools
import json
import pickle
from pickle import loads

import torch


def read(pool, lines, paths, consumer):
    # ruleid: loader-as-argument
    a = list(map(pickle.loads, lines))
    # ruleid: loader-as-argument
    b = pool.map(torch.load, paths)
    # ruleid: loader-as-argument
    c = consumer(value_deserializer=loads)
    return a, b, c


def safe(pool, lines, paths):
    # ok: loader-as-argument
    a = pool.map(json.loads, lines)
    # ok: loader-as-argument
    b = functools.partial(torch.load, weights_only=True)
    # ok: loader-as-argument
    c = pool.map(pickle.dumps, lines)
    return a, b, c
