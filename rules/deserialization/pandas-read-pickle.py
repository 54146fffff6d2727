import modin.pandas as mpd
import pandas as pd
from pandas import read_pickle


def tables(path):
    # ruleid: pandas-read-pickle
    train = pd.read_pickle(path)
    # ruleid: pandas-read-pickle
    test = read_pickle("test.pkl.gz", compression="gzip")
    # ruleid: pandas-read-pickle
    large = mpd.read_pickle(path)
    return train, test, large


def safe(frame, store):
    # ok: pandas-read-pickle
    frame.to_pickle("frame.pkl")
    # ok: pandas-read-pickle
    a = pd.read_parquet("frame.parquet")
    # ok: pandas-read-pickle
    b = store.read_pickle("frame.pkl")
    # ok: pandas-read-pickle
    return a, b, pd.read_csv("frame.csv")
