import pandas as pd
from pandas import read_pickle

BASE = "https://data.example.org/v1"
# ruleid: pandas-read-pickle-url
frame = pd.read_pickle("https://data.example.org/train.pkl")
# ruleid: pandas-read-pickle-url
other = read_pickle(BASE + "/test.pkl")

# ok: pandas-read-pickle-url
local = pd.read_pickle("data/https_log.pkl")
# ok: pandas-read-pickle-url
table = pd.read_csv("https://data.example.org/train.csv")
# ok: pandas-read-pickle-url
parquet = pd.read_parquet("s3://bucket/train.parquet")
