import io
import pickle
import urllib.request

import requests
import torch
from pickle import loads


def fetch(url, sock):
    response = requests.get(url, timeout=30)
    # ruleid: network-to-code
    exec(response.text)
    # ruleid: network-to-code
    model = torch.load(io.BytesIO(response.content))
    # ruleid: network-to-code
    words = loads(urllib.request.urlopen(url).read())
    # ruleid: network-to-code
    task = pickle.loads(sock.recv(4096))
    return model, words, task


def safe(url, sock):
    response = requests.get(url, timeout=30)
    # ok: network-to-code
    value = eval(str(int(response.text)))
    # ok: network-to-code
    state = torch.load(io.BytesIO(response.content), weights_only=True)
    # ok: network-to-code
    data = response.json()
    with open("local.pkl", "rb") as f:
        # ok: network-to-code
        local = pickle.load(f)
    return value, state, data, local
