import torch
from torch.serialization import safe_globals


class Config:
    pass


# ruleid: torch-safe-globals-any
torch.serialization.add_safe_globals([Config])
# ruleid: torch-safe-globals-any
with safe_globals([Config]):
    state = torch.load("model.pt", weights_only=True)

# ok: torch-safe-globals-any
torch.serialization.clear_safe_globals()
# ok: torch-safe-globals-any
names = torch.serialization.get_safe_globals()
# ok: torch-safe-globals-any
unsafe = torch.serialization.get_unsafe_globals_in_checkpoint("model.pt")
