# Credentials in archives of all sorts, once each under its own name.
cat >make.py <<'PY'
import bz2, gzip, io, json, lzma, os, tarfile, zipfile

TOKEN = "hf_NPERuqrve" + "zMLkvOXzAZILvNcfsVrWWqwLF"
ENV = "DEBUG=1\n\n  HF_TOKEN=%s\n" % TOKEN


def zipped(members, how=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


CELLS = [
    {"cell_type": "markdown", "metadata": {}, "source": ["none here"]},
    {"cell_type": "code", "metadata": {}, "execution_count": 1, "outputs": [], "source": ["import os\n", 't = "%s"\n' % TOKEN]},
]
BOOK = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": CELLS}
FILES = {
    "backup.zip": zipped({"config/.env": ENV, "README.md": "nothing\n"}),
    "stored.whl": zipped({"pkg/settings.py": 'TOKEN = "hf_NPERuqrve" "zMLkvOXzAZILvNcfsVrWWqwLF"\n'}, zipfile.ZIP_STORED),
    "strong.zip": zipped({"a.txt": "plain\n" * 100000 + ENV}, zipfile.ZIP_BZIP2),
    "old.tar": tarred({"a/.env": ENV.encode(), "inner.zip": zipped({"b/.env": ENV})}),
    "old.tgz": gzip.compress(tarred({"a/.env": ENV.encode()})),
    "old.tar.bz2": bz2.compress(tarred({"a/.env": ENV.encode()})),
    "old.tar.xz": lzma.compress(tarred({"a/.env": ENV.encode()})),
    "dump.sql.gz": gzip.compress(ENV.encode()),
    "book.zip": zipped({"n/b.ipynb": json.dumps(BOOK)}),
    "wide.zip": zipped({"w.txt": ENV.encode("utf-16")}),
    "taken-back.zip": zipped({"a.py": 't = "%s"  # picket: ignore[secrets] revoked\neval(x)  # picket: ignore[code] of no use here\n' % TOKEN}),
    "in-front.bin": b"\x7fELF\0" + b"\0" * 100 + zipped({"script.sh": ENV}),
    # no texts: arrays, tensors, pictures
    "arrays.npz": zipped({"x.npy": b"\x93NUMPY\1\0" + ENV.encode()}),
    "model.pt": zipped({"archive/data.pkl": b"\x80\2}.", "archive/version": "3\n", "archive/data/0": ENV}),
    "picture.zip": zipped({"a.png": b"\x89PNG\r\n\x1a\n" + b"\0" + ENV.encode()}),
}
for path, content in FILES.items():
    with open(path, "wb") as file:
        file.write(content)
os.remove("make.py")
PY
python3 make.py
