import functools
from collections import OrderedDict

import torch
from torch.serialization import add_safe_globals, safe_globals

# ruleid: torch-safe-globals
torch.serialization.add_safe_globals([getattr, OrderedDict])
# ruleid: torch-safe-globals
add_safe_globals([functools.partial])
# ruleid: torch-safe-globals
with safe_globals([OrderedDict, eval]):
    state = torch.load("model.pt", weights_only=True)


class Config:
    pass


# ok: torch-safe-globals
add_safe_globals([Config])
# ok: torch-safe-globals
torch.serialization.add_safe_globals([OrderedDict, set])
# ok: torch-safe-globals
print(torch.serialization.get_safe_globals())
