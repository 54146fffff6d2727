import functools
from functools import partial

import torch

original = torch.load
# ruleid: torch-load-patched
torch.load = functools.partial(original, weights_only=False)
# ruleid: torch-load-patched
torch.load = partial(torch.load, weights_only=False)
# ruleid: torch-load-patched
torch.load = lambda *a, **k: original(*a, weights_only=False, **k)

# ok: torch-load-patched
torch.load = original
# ok: torch-load-patched
torch.load = functools.partial(original, weights_only=True)
# ok: torch-load-patched
load = functools.partial(original, map_location="cpu")
