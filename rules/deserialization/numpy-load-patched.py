import functools

import numpy as np

np_load_old = np.load
# ruleid: numpy-load-patched
np.load = lambda *a, **k: np_load_old(*a, allow_pickle=True, **k)
# ruleid: numpy-load-patched
np.load = functools.partial(np_load_old, allow_pickle=True)
# ruleid: numpy-load-patched
np.load.__defaults__ = (None, True, True, "ASCII")

# ok: numpy-load-patched
np.load = np_load_old
# ok: numpy-load-patched
load = functools.partial(np.load, mmap_mode="r")
# ok: numpy-load-patched
np.load = functools.lru_cache(np_load_old)
