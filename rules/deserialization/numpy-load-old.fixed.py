import os

import numpy as np
from numpy import load

os.system("pip install 'numpy==1.15.4'")

# ruleid: numpy-load-old
rows = np.load("rows.npy", allow_pickle=False)
# ruleid: numpy-load-old
more = load("more.npy", mmap_mode="r", allow_pickle=False)
# ok: numpy-load-old
plain = np.load("plain.npy", allow_pickle=False)
# ok: numpy-load-old
third = np.load("third.npy", None, False)
options = {"allow_pickle": False}
# ok: numpy-load-old
given = np.load("given.npy", **options)
# ok: numpy-load-old
text = np.loadtxt("text.csv")
