"""Pieces that fixtures are made of, and the list of fixtures."""
import io
import pickle
import struct
import tarfile
import zipfile

PROTO2, PROTO4 = b"\x80\x02", b"\x80\x04"
DANGER, UNLISTED, BROKEN = "pickle-dangerous-global", "pickle-unlisted-global", "pickle-broken"
COMPUTED, DIVERGENT, TAMPERED = "pickle-computed-global", "pickle-divergent", "pickle-tampered-object"
CALL, NOT, ZIP = "pickle-computed-call", "artifact-not-inspected", "archive-tampered"
NESTED, BOMB, POLYGLOT = "pickle-in-value", "artifact-bomb", "artifact-polyglot"
QUIET, SILENT = "-", "nothing"
TORCH_MAGIC = b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19."

fixtures = {}


def put(name, data, *rules):
    assert name not in fixtures, name
    fixtures[name] = (data, rules or (QUIET,))


# ---- pieces of pickles ----


def glob(module, name):
    return b"c%s\n%s\n" % (module.encode(), name.encode())


def text(s):
    s = s.encode()
    return b"\x8c" + bytes([len(s)]) + s


def stack_global(module, name):
    return text(module) + text(name) + b"\x93"


ARG = b"(X\x02\x00\x00\x00hit"


def call(module, name):
    return glob(module, name) + ARG + b"R"


def system(protocol=b""):
    return protocol + call("os", "system") + b"."


CLEAN = pickle.dumps({"weights": [1.5, 2.5], "step": 3}, 2)


# ---- archives ----


def zipped(members, method=zipfile.ZIP_STORED, comment=b""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as z:
        for name, data in members:
            z.writestr(zipfile.ZipInfo(name), data, method)
        z.comment = comment
    return out.getvalue()


def tarred(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as t:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            t.addfile(info, io.BytesIO(data))
    return out.getvalue()


def patch(data, at, new):
    return data[:at] + new + data[at + len(new):]
