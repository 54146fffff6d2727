import pickle
import urllib.request

import torch
from huggingface_hub import hf_hub_download
from transformers import AutoModel

path = hf_hub_download("org/name", "model.bin")
one = torch.load(path, weights_only=False)
two = torch.load("local.bin", weights_only=False)
three = AutoModel.from_pretrained("org/name", trust_remote_code=True)
four = AutoModel.from_pretrained("org/name")
urllib.request.urlretrieve("http://example.org/rows.pkl", "rows.pkl")
