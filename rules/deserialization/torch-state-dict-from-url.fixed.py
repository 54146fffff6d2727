import torch
from torch.hub import load_state_dict_from_url
from torch.utils import model_zoo


def weights(url, model):
    # ruleid: torch-state-dict-from-url
    a = torch.hub.load_state_dict_from_url(url, progress=True, weights_only=True)
    # ruleid: torch-state-dict-from-url
    b = load_state_dict_from_url(url, map_location="cpu", check_hash=True, weights_only=True)
    # ruleid: torch-state-dict-from-url
    c = model_zoo.load_url("https://example.org/resnet50-19c8e357.pth", weights_only=True)
    return a, b, c


def safe(url, model, registry):
    # ok: torch-state-dict-from-url
    a = load_state_dict_from_url(url, weights_only=True, check_hash=True)
    # ok: torch-state-dict-from-url
    b = torch.hub.download_url_to_file(url, "resnet.pth")
    # ok: torch-state-dict-from-url
    c = registry.load_url(url)
    # ok: torch-state-dict-from-url
    return a, b, c, model.load_state_dict(a)
