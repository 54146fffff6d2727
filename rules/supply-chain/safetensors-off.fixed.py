from diffusers import DiffusionPipeline
from transformers import AutoModel as Model

SAFE = False
# ruleid: safetensors-off
a = DiffusionPipeline.from_pretrained("org/name", use_safetensors=True)
# ruleid: safetensors-off
b = Model.from_pretrained("org/name", use_safetensors=SAFE)

# ok: safetensors-off
c = Model.from_pretrained("org/name", use_safetensors=True)
# ok: safetensors-off
d = Model.from_pretrained("org/name")
# ok: safetensors-off
e = Model.from_pretrained("org/name", use_safetensors=None)
