import httpx
import requests
from requests import post

URL = "https://example.org"
# ruleid: no-timeout
a = requests.get(URL, timeout=30)
# ruleid: no-timeout
b = post(url=URL, json={}, timeout=30)

# ok: no-timeout
c = requests.get(URL, timeout=30)
# ok: no-timeout
d = httpx.get(URL)
options = {"timeout": 3}
# ok: no-timeout
e = requests.get(URL, **options)
