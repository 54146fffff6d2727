import urllib.parse
from urllib.request import urlopen

import requests
from flask import Flask, request

app = Flask(__name__)


@app.route("/fetch")
def fetch():
    url = request.args.get("url")
    # ruleid: request-to-url
    image = requests.get(url, timeout=10).content
    # ruleid: request-to-url
    page = urlopen(request.form["page"]).read()
    # ok: request-to-url
    fixed = requests.get("https://example.org/data", timeout=10)
    # ok: request-to-url
    found = requests.get("https://example.org/?q=" + urllib.parse.quote(request.args["q"]), timeout=10)
    # ok: request-to-url
    posted = requests.post("https://example.org", json=request.args, timeout=10)
    return image, page, fixed, found, posted
