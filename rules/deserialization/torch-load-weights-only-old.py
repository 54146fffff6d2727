import os

import torch
from torch import load as read_checkpoint

os.system("pip install torch==2.5.1")

# ruleid: torch-load-weights-only-old
state = torch.load("model.pt", map_location="cpu", weights_only=True)
# ruleid: torch-load-weights-only-old
best = read_checkpoint("best.pt", weights_only=True)
# ok: torch-load-weights-only-old
whole = torch.load("whole.pt", weights_only=False)
# ok: torch-load-weights-only-old
last = torch.load("last.pt")


class Store:
    def load(self, path, weights_only):
        return path, weights_only


store = Store()
# ok: torch-load-weights-only-old
row = store.load("row", weights_only=True)
