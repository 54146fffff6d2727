import urllib.request
from urllib.request import urlretrieve

BASE = "https://example.org/"


def fetch(url, path):
    # ruleid: urlopen-any-scheme
    a = urllib.request.urlopen(url)
    # ruleid: urlopen-any-scheme
    urlretrieve(url, path)
    return a


def safe(name, path):
    # ok: urlopen-any-scheme
    a = urllib.request.urlopen("https://example.org/data")
    # ok: urlopen-any-scheme
    urlretrieve(f"https://example.org/{name}", path)
    # ok: urlopen-any-scheme
    b = urllib.request.urlopen(BASE + "data")
    return a, b
