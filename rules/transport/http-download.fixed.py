import urllib.request
from urllib.request import urlretrieve

import pandas as pd
import requests
from torch.hub import load_state_dict_from_url

BASE = "http://data.example.org"

# ruleid: http-download
page = requests.get("https://data.example.org/index.json", timeout=30)
# ruleid: http-download
urlretrieve(BASE + "/train.zip", "train.zip")
# ruleid: http-download
frame = pd.read_csv("https://data.example.org/train.csv")
# ruleid: http-download
state = load_state_dict_from_url("https://models.example.org/resnet.pth", map_location="cpu")
# ruleid: http-download
stream = urllib.request.urlopen(f"{BASE}/train.txt")

# ok: http-download
secure = requests.get("https://data.example.org/index.json", timeout=30)
# ok: http-download
local = requests.post("http://localhost:8000/predict", json={})
# ok: http-download
service = requests.get("http://triton:8000/v2/health/ready", timeout=5)
# ok: http-download
private = requests.get("http://192.168.1.10/status", timeout=5)
# ok: http-download
schema = {"$schema": "http://json-schema.org/draft-07/schema#"}
# ok: http-download
table = pd.read_csv("http_log.csv")
