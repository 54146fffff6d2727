import timm
from sentence_transformers import SentenceTransformer
from vllm import LLM

# ruleid: hub-model-name-unpinned
a = SentenceTransformer("org/encoder")
# ruleid: hub-model-name-unpinned
b = LLM(model="org/chat", tensor_parallel_size=2)
# ruleid: hub-model-name-unpinned
c = timm.create_model("hf_hub:org/vit", pretrained=True)

# ok: hub-model-name-unpinned
d = timm.create_model("resnet50", pretrained=True)
# ok: hub-model-name-unpinned
e = SentenceTransformer("org/encoder", revision="0123456789abcdef0123456789abcdef01234567")
# ok: hub-model-name-unpinned
f = LLM(model="/models/chat")
