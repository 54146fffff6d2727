import safetensors.torch
import torch
import torch as t
from safetensors.torch import load_file
from torch import load as load_checkpoint


class Dataset:
    def load(self, path):
        return path


def restore(model, path):
    # ruleid: torch-load-no-weights-only
    model.load_state_dict(torch.load(path, weights_only=True))
    # ruleid: torch-load-no-weights-only
    state = torch.load(path, map_location=torch.device("cpu"), weights_only=True)
    # ruleid: torch-load-no-weights-only
    other = t.load("weights/best.pt", "cpu", weights_only=True)["state_dict"]
    # ruleid: torch-load-no-weights-only
    third = load_checkpoint(path, weights_only=True)
    return state, other, third


def safe(path):
    # ok: torch-load-no-weights-only
    a = torch.load(path, weights_only=True)
    # ok: torch-load-no-weights-only
    b = load_file(path)
    flags = {"weights_only": True}
    # ok: torch-load-no-weights-only
    c = torch.load(path, **flags)
    torch_data = Dataset()
    # ok: torch-load-no-weights-only
    d = torch_data.load(path)
    # ok: torch-load-no-weights-only
    e = safetensors.torch.load(open(path, "rb").read())
    # ok: torch-load-no-weights-only
    torch.save(a, path)
    return a, b, c, d, e


def through_a_file(model, state, device):
    torch.save(state, "split.pt")
    # ok: torch-load-no-weights-only
    model.load_state_dict(torch.load("split.pt", map_location=device))
    # ruleid: torch-load-no-weights-only
    return torch.load("other.pt", weights_only=True)


def limited(path):
    with torch.serialization.safe_globals([Dataset]):
        # ok: torch-load-no-weights-only
        return torch.load(path)
