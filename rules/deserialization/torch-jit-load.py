import torch
from torch import jit
from torch.export import load as load_program

# ruleid: torch-jit-load
scripted = torch.jit.load("model.ts")
# ruleid: torch-jit-load
same = jit.load("model.ts", map_location="cpu")
# ruleid: torch-jit-load
program = load_program("model.pt2")

# ok: torch-jit-load
torch.jit.save(scripted, "model.ts")
# ok: torch-jit-load
traced = torch.jit.script(same)
# ok: torch-jit-load
weights = torch.load("model.pt", weights_only=True)
