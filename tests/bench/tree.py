"""tree.py FOLDER: writes the tree that `make bench-gate` counts instructions on, the same bytes every time: modules as they are
common in machine learning, most of which hold nothing that a rule looks for."""
import pathlib
import sys

MODEL = '''
class Block{k}(nn.Module):
    """A block of width {width}, normalised before it is applied."""

    def __init__(self, width={width}, dropout=0.1):
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.inner = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask=None):
        y = self.norm(x)
        if mask is not None:
            y = y * mask.unsqueeze(-1)
        return x + self.dropout(self.inner(y))
'''
STEP = '''
def step_{k}(model, batch, optimizer, scale={width}):
    losses = []
    for name, part in sorted(batch.items()):
        out = model(part["tokens"].to(model.device), mask=part.get("mask"))
        losses.append(F.cross_entropy(out.view(-1, out.size(-1)), part["labels"].view(-1)) / scale)
    loss = sum(losses)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return {{"loss": loss.item(), "n": len(losses)}}
'''
RISKY = '''
def restore_{k}(path, model):
    state = torch.load(path, map_location="cpu")
    with open(path + ".aux", "rb") as f:
        extra = pickle.load(f)
    model.load_state_dict(state["model"])
    return extra
'''


def module(i):
    parts = ["import os\nimport torch\nfrom torch import nn\nimport torch.nn.functional as F\n"]
    if i % 4 == 0:
        parts.append("import pickle\n")
    for k in range(12):
        parts.append((MODEL if (i + k) % 3 else STEP).format(k=k, width=64 * (1 + (i * 7 + k) % 9)))
    if i % 4 == 0:
        parts.append(RISKY.format(k=i))
    return "".join(parts)


folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for i in range(80):
    (folder / f"module_{i:03}.py").write_text(module(i))
