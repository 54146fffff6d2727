from datasets import load_dataset
from huggingface_hub import hf_hub_download
from transformers import AutoModel

# ruleid: hub-revision-moves
a = AutoModel.from_pretrained("org/name", revision="main")
# ruleid: hub-revision-moves
b = load_dataset("org/name", revision="v1.0")
# ruleid: hub-revision-moves
c = hf_hub_download("org/name", "model.safetensors", revision="0123abc")

# ok: hub-revision-moves
d = AutoModel.from_pretrained("org/name", revision="0123456789abcdef0123456789abcdef01234567")
# ok: hub-revision-moves
e = AutoModel.from_pretrained("org/name", revision=d.revision)
# ok: hub-revision-moves
f = AutoModel.from_pretrained("org/name", variant="fp16")
