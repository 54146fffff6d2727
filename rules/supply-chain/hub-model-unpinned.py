from diffusers import StableDiffusionPipeline
from transformers import AutoModel
from transformers import AutoTokenizer as Tok

NAME = "org/name"
# ruleid: hub-model-unpinned
a = AutoModel.from_pretrained("bert-base-uncased")
# ruleid: hub-model-unpinned
b = Tok.from_pretrained(NAME, use_fast=True)
# ruleid: hub-model-unpinned
c = StableDiffusionPipeline.from_pretrained("org/diffusion", torch_dtype="auto")

# ok: hub-model-unpinned
d = AutoModel.from_pretrained("org/name", revision="0123456789abcdef0123456789abcdef01234567")
# ok: hub-model-unpinned
e = AutoModel.from_pretrained("./checkpoints/last")
folder = "/models/" + str(d)
# ok: hub-model-unpinned
f = AutoModel.from_pretrained(folder)
d.save_pretrained("finetuned")
# ok: hub-model-unpinned
g = AutoModel.from_pretrained("finetuned")
