# ruleid: lookalike-import
import typers

# optional, so that it is only worth a look
try:
    # ruleid: lookalike-import
    import tranformers
except ImportError:
    tranformers = None

# ok: lookalike-import
import torch

# certain enough for misspelt-import
# ok: lookalike-import
import pandsa

# ok: lookalike-import
import my_own_helpers
