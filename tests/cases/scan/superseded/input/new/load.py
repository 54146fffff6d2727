import pickle
import urllib.request

import torch
from huggingface_hub import hf_hub_download
from transformers import AutoModel

path = hf_hub_download("org/name", "model.bin")
one = torch.load(path, map_location="cpu")
