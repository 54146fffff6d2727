# ruleid: homoglyph-import
import numрy as np

# ruleid: homoglyph-import
from tоrch import nn

# ok: homoglyph-import
import numpy, torch

# Greek from end to end, and like nothing
# ok: homoglyph-import
import διαφορά

# ok: homoglyph-import
número = 3
