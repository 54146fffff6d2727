import os
from os import environ

# ruleid: hub-mirror
os.environ["HF_ENDPOINT"] = "https://hf-mirror.com"
# ruleid: hub-mirror
environ["HF_ENDPOINT"] = "http://mirror.example.org"

# ok: hub-mirror
os.environ["HF_ENDPOINT"] = "https://huggingface.co"
# ok: hub-mirror
os.environ["HF_HOME"] = "/data/hub"
# ok: hub-mirror
endpoint = os.environ.get("HF_ENDPOINT", "https://huggingface.co")
