from vllm import LLM
from vllm import AsyncEngineArgs as Args

ROOT = "/"
# ruleid: local-media-root
a = LLM(model="org/name", allowed_local_media_path="/")
# ruleid: local-media-root
b = Args(model="org/name", allowed_local_media_path=ROOT)

# ok: local-media-root
c = LLM(model="org/name", allowed_local_media_path="/data/images")
# ok: local-media-root
d = LLM(model="org/name", allowed_local_media_path="")
# ok: local-media-root
e = LLM(model="org/name")
