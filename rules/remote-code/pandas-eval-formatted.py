import numexpr
import pandas as pd
from pandas import DataFrame


def select(path, column, limit):
    frame = pd.read_csv(path)
    # ruleid: pandas-eval-formatted
    a = frame.query(f"{column} > {limit}")
    # ruleid: pandas-eval-formatted
    b = pd.eval("frame." + column)
    # ruleid: pandas-eval-formatted
    c = numexpr.evaluate(f"{column} * 2")
    # ruleid: pandas-eval-formatted
    d = frame.eval("total = %s".format(column))
    return a, b, c, d


def typed(frame: pd.DataFrame, column):
    # ruleid: pandas-eval-formatted
    return frame.query(f"{column} == 1")


def safe(frame: DataFrame, database, column, limit):
    # ok: pandas-eval-formatted
    a = frame.query("age > @limit")
    # ok: pandas-eval-formatted
    b = database.query(f"SELECT {column}")
    # ok: pandas-eval-formatted
    c = frame.eval("total = price * count")
    # ok: pandas-eval-formatted
    return a, b, c, frame[frame[column] > limit]
