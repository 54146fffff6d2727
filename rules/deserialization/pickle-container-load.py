import gzip
import json

import compress_pickle
import hickle as hkl
from compress_pickle import loads

# ruleid: pickle-container-load
a = hkl.load("data.hkl")
# ruleid: pickle-container-load
b = compress_pickle.load("data.pkl.gz")
# ruleid: pickle-container-load
c = loads(b"...", compression="gzip")

# ok: pickle-container-load
hkl.dump(a, "data.hkl")
# ok: pickle-container-load
d = json.load(gzip.open("value.json.gz", "rt"))
# ok: pickle-container-load
compress_pickle.dump(b, "data.pkl.gz")
