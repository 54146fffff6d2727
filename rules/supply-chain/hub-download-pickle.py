import huggingface_hub
import torch
from huggingface_hub import hf_hub_download

# ruleid: hub-download-pickle
a = hf_hub_download("org/name", "pytorch_model.bin")
# ruleid: hub-download-pickle
b = huggingface_hub.hf_hub_download(repo_id="org/name", filename="weights/model.pt", revision="main")

# ok: hub-download-pickle
c = hf_hub_download("org/name", "model.safetensors")
# ok: hub-download-pickle
d = hf_hub_download("org/name", "model.pt", revision="0123456789abcdef0123456789abcdef01234567")
# ok: hub-download-pickle
e = hf_hub_download("org/name", "tokenizer.json")
# ok: hub-download-pickle
state = torch.load(hf_hub_download("org/name", "model.pt"), weights_only=True)
