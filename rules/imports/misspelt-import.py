import importlib

# ruleid: misspelt-import
import panda as pd

# ruleid: misspelt-import
import mathplotlib.pyplot as plt

# ruleid: misspelt-import
from tranformers import AutoModel, AutoTokenizer

# ruleid: misspelt-import
import os, pandsa, sys

# ok: misspelt-import
import pandas, matplotlib.pyplot as pyplot

# ok: misspelt-import
from transformers import pipeline

# another package of a name that is near: known
# ok: misspelt-import
import fastai, fastapi

# of Python 2
# ok: misspelt-import
import urllib2, cPickle


def load(name):
    # ruleid: misspelt-import
    from sklean.linear_model import LinearRegression

    # ruleid: misspelt-import
    backend = importlib.import_module("tensorlfow.keras")

    # relative: a module of this package
    # ok: misspelt-import
    from .tranformers import Block

    # ok: misspelt-import
    print("import panda as pd")
    return LinearRegression, backend, Block


# the program does without it
try:
    # ok: misspelt-import
    import tranformers
except ImportError:
    tranformers = None

if is_seaborn_available():
    # ok: misspelt-import
    import seabron

# ruleid: misspelt-import
import seabron

"""
Usage:
    # ok: misspelt-import
    import nunpy
"""
