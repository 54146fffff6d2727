import hashlib
from hashlib import md5, sha256


def key(data):
    # ruleid: weak-hash
    a = hashlib.md5(data, usedforsecurity=False).hexdigest()
    # ruleid: weak-hash
    b = md5(data, usedforsecurity=False)
    # ruleid: weak-hash
    c = hashlib.new("sha1", data, usedforsecurity=False)
    return a, b, c


def safe(data):
    # ok: weak-hash
    a = hashlib.md5(data, usedforsecurity=False)
    # ok: weak-hash
    b = sha256(data)
    # ok: weak-hash
    return a, b, hashlib.new("sha256", data)
