import httpx
import requests
from requests import post

STRICT = False


def fetch(url, payload):
    # ruleid: tls-verification-off
    a = requests.get(url, verify=True)
    # ruleid: tls-verification-off
    b = post(url, json=payload, verify=STRICT)
    # ruleid: tls-verification-off
    client = httpx.Client(verify=True)
    session = requests.Session()
    # ruleid: tls-verification-off
    session.verify = True
    # ruleid: tls-verification-off
    c = session.get(url, verify=True)
    with requests.Session() as other:
        # ruleid: tls-verification-off
        d = other.post(url, data=payload, verify=True)
    return a, b, client, c, d


def safe(url, signature):
    # ok: tls-verification-off
    a = requests.get(url, verify=True)
    # ok: tls-verification-off
    b = requests.get(url, verify="/etc/ssl/lab.pem")
    # ok: tls-verification-off
    c = signature.check(url, verify=False)
    # ok: tls-verification-off
    return a, b, c, httpx.Client()
