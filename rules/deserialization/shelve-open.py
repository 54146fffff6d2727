import shelve
import sqlite3
from shelve import open as open_shelf


def cached(key, path):
    # ruleid: shelve-open
    with shelve.open(path) as db:
        if key in db:
            return db[key]
    # ruleid: shelve-open
    results = open_shelf("results")
    return results.get(key)


def plain(path):
    # ok: shelve-open
    text = open(path).read()
    # ok: shelve-open
    db = sqlite3.connect(path)
    shelf = {"open": open}
    # ok: shelve-open
    return shelf["open"](path), text, db
