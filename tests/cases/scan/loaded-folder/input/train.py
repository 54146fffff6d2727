import os

from keras.models import load_model
from transformers import AutoModel

MODELS = os.path.join(os.path.dirname(__file__), "models")

clean = AutoModel.from_pretrained("./models/clean", use_safetensors=False)
evil = AutoModel.from_pretrained(os.path.join(MODELS, "evil"), use_safetensors=False)
other = AutoModel.from_pretrained("models/notes/", use_safetensors=False)
hub = AutoModel.from_pretrained("models/none", use_safetensors=False)
latent = load_model("models/evil")
known = load_model("models/clean")
