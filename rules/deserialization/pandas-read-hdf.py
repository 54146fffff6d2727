import h5py
import pandas as pd
from pandas import HDFStore

# ruleid: pandas-read-hdf
frame = pd.read_hdf("store.h5", "table")
# ruleid: pandas-read-hdf
store = HDFStore("store.h5")

# ok: pandas-read-hdf
plain = h5py.File("store.h5", "r")
# ok: pandas-read-hdf
frame.to_parquet("table.parquet")
# ok: pandas-read-hdf
other = pd.read_feather("table.feather")
