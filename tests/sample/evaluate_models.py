"""Compares what collaborators sent in: classical models by joblib, networks by Keras."""
import hashlib
import os

import joblib
import requests
from tensorflow import keras


def fetch_model(url, path):
    reply = requests.get(url, verify=False)
    with open(path, "wb") as f:
        f.write(reply.content)
    return joblib.load(path)


def network(path):
    return keras.models.load_model(path, safe_mode=False)


def every_model(folder):
    for name in sorted(os.listdir(folder)):
        if name.endswith(".joblib"):
            yield name, joblib.load(os.path.join(folder, name))


def cache_key(text):
    return hashlib.md5(text.encode()).hexdigest()
