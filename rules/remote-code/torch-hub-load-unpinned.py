import torch
from torch import hub


def models():
    # ruleid: torch-hub-load-unpinned
    a = torch.hub.load("ultralytics/yolov5", "yolov5s")
    # ruleid: torch-hub-load-unpinned
    b = hub.load("pytorch/vision:v0.10.0", "resnet50", pretrained=True)
    # ruleid: torch-hub-load-unpinned
    names = torch.hub.list("facebookresearch/dinov2")
    return a, b, names


def safe(url):
    # ok: torch-hub-load-unpinned
    a = torch.hub.load("/models/yolov5", "custom", source="local")
    # ok: torch-hub-load-unpinned
    b = hub.load("pytorch/vision:0123456789abcdef0123456789abcdef01234567", "resnet50", trust_repo="check")
    # ok: torch-hub-load-unpinned
    c = torch.hub.load_state_dict_from_url(url, weights_only=True)
    # ok: torch-hub-load-unpinned
    return a, b, c, torch.hub.get_dir()
