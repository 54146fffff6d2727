#!/usr/bin/env python3
"""picket hub against a hub on 127.0.0.1: how little is read of large files, what is found, what is refused, who gets the token.

usage: check.py PICKET; prints what fails, and a last line "N passed, N failed".
"""
import hashlib
import json
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import zlib

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).parent
sys.path.append(str(HERE.parent / "verify"))
sys.path.append(str(HERE.parent / "artifacts"))
from server import Service, certificate  # noqa: E402

PICKET = pathlib.Path(sys.argv[1]).resolve()
HUB, CDN = "hub.example.test", "cdn.example.test"
passed, failed = 0, []


def expect(what, got, wanted):
    global passed
    if got == wanted:
        passed += 1
    else:
        failed.append("FAIL %s: %r, not %r" % (what, got, wanted))


class Sparse:
    """A file that is mostly holes: pieces by where they stand."""

    def __init__(self, size, pieces):
        self.size, self.pieces = size, pieces

    def read(self, at, n):
        out = bytearray(min(n, self.size - at))
        for where, data in self.pieces:
            for i in range(max(at, where), min(at + len(out), where + len(data))):
                out[i - at] = data[i - where]
        return bytes(out)


def checkpoint(pickle, size, storages=300):
    """A checkpoint of torch as its zip writer makes it, with storages that are holes; stored, with a directory in zip64."""
    pieces, entries, at = [], [], 0

    def member(name, data, n):
        nonlocal at
        name = name.encode()
        extra = struct.pack("<HHQQ", 1, 16, n, n)
        crc = zlib.crc32(data or b"")
        head = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 45, 0, 0, 0, 0, crc, 0xffffffff, 0xffffffff, len(name), 20)
        pieces.append((at, head + name + extra + (data or b"")))
        entries.append((name, at, n, crc))
        at += len(head) + len(name) + len(extra) + n

    member("model/data.pkl", pickle, len(pickle))
    for i in range(storages):
        member("model/data/%d" % i, None, size // storages)
    member("model/version", b"3\n", 2)
    member("model/byteorder", b"little", 6)
    directory = b""
    for name, where, n, crc in entries:
        extra = struct.pack("<HHQQQ", 1, 24, n, n, where)
        directory += struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 45, 45, 0, 0, 0, 0, crc, 0xffffffff, 0xffffffff, len(name), len(extra), 0, 0, 0, 0, 0xffffffff) + name + extra
    end64 = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, len(entries), len(entries), len(directory), at)
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, at + len(directory), 1)
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 0xffff, 0xffff, 0xffffffff, 0xffffffff, 0)
    pieces.append((at, directory + end64 + locator + end))
    return Sparse(at + len(directory) + len(end64) + len(locator) + len(end), pieces)


def whole(data):
    return Sparse(len(data), [(0, data)])


CLEAN = b"\x80\x02}q\x00X\x04\x00\x00\x00stepq\x01K\x03s."
EVIL = b"\x80\x02cos\ngetpid\n)R."


class Hub:
    """The API of a hub: listing, resolve, redirects of large files to another host."""

    def __init__(self, files, large=1 << 20, turn=None):
        self.files, self.large, self.turn, self.sent = files, large, turn, 0

    def answer(self, r):
        reply = self.turn(self, r) if self.turn else None
        if reply == "silence":
            return None
        reply = reply or self.usual(r)
        self.sent += len(reply[2])
        return reply

    def usual(self, r):
        path = r["path"].split("?")[0]
        listing = re.fullmatch(r"/api/(models|datasets|spaces)/org/name/tree/[\w.-]+(?:/(.*))?", path)
        if listing:
            items = [{"type": "file", "path": p, "size": f.size, "oid": "0" * 40, **({"lfs": {"oid": hashlib.sha256(p.encode()).hexdigest(), "size": f.size}} if f.size >= self.large else {})}
                     for p, f in self.files.items() if p.startswith(listing[2] or "")]
            half = len(items) // 2 + 1
            if len(items) > 3 and "cursor" not in r["path"]:
                return 200, {"Link": '<https://%s%s?recursive=true&cursor=x>; rel="next"' % (r["host"], path)}, json.dumps(items[:half]).encode()
            return 200, {}, json.dumps(items[half:] if len(items) > 3 else items).encode()
        found = re.fullmatch(r"(?:/(?:datasets|spaces))?/org/name/resolve/[\w.-]+/(.*)", path) or re.fullmatch(r"/blob/(.*)", path)
        if not found or found[1] not in self.files:
            return 404, {}, b"{}"
        f = self.files[found[1]]
        if f.size >= self.large and r["host"].startswith("hub"):
            return 302, {"Location": "https://%s/blob/%s?sig=1" % (CDN, found[1])}, b""
        return self.part(f, r)

    @staticmethod
    def part(f, r):
        m = re.fullmatch(r"bytes=(\d+)-(\d+)", r["headers"].get("range", ""))
        if not m:
            return 200, {}, f.read(0, f.size)
        at, to = int(m[1]), min(int(m[2]), f.size - 1)
        return 206, {"Content-Range": "bytes %d-%d/%d" % (at, to, f.size)}, f.read(at, to + 1 - at)


class Bench:
    def __init__(self, root):
        self.key, self.cert = certificate(pathlib.Path(root), "hub", [HUB, CDN])

    def run(self, hub, *args, token="hf_tokenOfNobody", timeout="5s", json_report=True):
        service = Service(hub.answer, self.key, self.cert)
        with service as s:
            at = s.address
            environment = dict(os.environ, HF_ENDPOINT="https://" + HUB, HF_TOKEN=token)
            done = subprocess.run([PICKET, *args, *(["--isolated", "--json"] if json_report else []), "--verify-test", at, "--verify-ca", self.cert, "--verify-timeout", timeout],
                                  capture_output=True, text=True, env=environment, timeout=120, check=False)
        report = json.loads(done.stdout) if done.stdout and json_report else None
        return done, report, service.asked


def ids(report, path):
    return sorted({r["check_id"] for r in report["results"] if r["path"].endswith(path)})


def large_files(bench):
    ten = 10 << 30
    files = {"pytorch_model.bin": checkpoint(CLEAN, ten)}
    hub = Hub(files)
    done, report, asked = bench.run(hub, "hub", "org/name")
    expect("a clean checkpoint: exit", done.returncode, 0)
    expect("a clean checkpoint: findings", ids(report, ""), [])
    expect("a clean checkpoint: at most 2 MB", hub.sent <= 2 << 20, True)
    expect("a clean checkpoint: at most 12 requests", len(asked) <= 12, True)
    print("10 GB checkpoint: %d bytes in %d requests" % (hub.sent, len(asked)))
    hub = Hub({"pytorch_model.bin": checkpoint(EVIL, ten)})
    done, report, asked = bench.run(hub, "hub", "org/name@v1.0")
    expect("a bad checkpoint: found", ids(report, "hf://org/name@v1.0/pytorch_model.bin"), ["pickle-dangerous-global"])
    expect("a bad checkpoint: exit", done.returncode, 1)
    expect("a bad checkpoint: at most 12 requests", len(asked) <= 12, True)


def tree(bench):
    files = {"config.json": whole(b'{"auto_map": {"AutoModel": "modeling_x.Model"}}'), "modeling_x.py": whole(b"import os\nos.system(input())\nimport pickle\npickle.load(open('x','rb'))\n"),
             "data/train.parquet": Sparse(5 << 30, []), "README.md": whole(b"# hello\n"), "weights/old.pkl": whole(EVIL), "model.safetensors": whole(struct.pack("<Q", 2) + b"{}")}
    hub = Hub(files)
    done, report, asked = bench.run(hub, "scan", "hf://org/name")
    expect("a tree: its configuration", ids(report, "config.json"), ["model-config-remote-code"])
    expect("a tree: its pickle", ids(report, "weights/old.pkl"), ["pickle-dangerous-global"])
    expect("a tree: its code", "pickle-load" in ids(report, "modeling_x.py"), True)
    expect("a tree: data is left alone", any("parquet" in r["path"] and "api" not in r["path"] for r in asked), False)
    expect("a tree: said", "requests" in done.stderr, True)
    for kind in ("datasets", "spaces"):
        done, report, asked = bench.run(hub, "scan", "hf://%s/org/name" % kind)
        expect("%s" % kind, ids(report, "weights/old.pkl"), ["pickle-dangerous-global"])
    done, report, asked = bench.run(hub, "scan", "hf://org/name/weights")
    expect("a folder", {r["path"] for r in report["results"]}, {"hf://org/name/weights/old.pkl"})
    done, report, asked = bench.run(hub, "scan", "https://%s/blob/weights/old.pkl?sig=secret" % CDN)
    expect("one file", [r["path"] for r in report["results"]], ["https://%s/blob/weights/old.pkl" % CDN])


def manifest(bench):
    hub = Hub({"pytorch_model.bin": checkpoint(CLEAN, 1 << 30), "old.pkl": whole(EVIL), "config.json": whole(b'{"auto_map": {"AutoModel": "m.M"}}')})
    done, _, asked = bench.run(hub, "lock", "hf://org/name", "-o", "-", json_report=False)
    found = {a["path"]: (a["sha256"], a["size"], a["verdict"]) for a in json.loads(done.stdout)["artifacts"]}
    big = hub.files["pytorch_model.bin"]
    expect("a manifest: the hub's hash", found.get("pytorch_model.bin"), (hashlib.sha256(b"pytorch_model.bin").hexdigest(), big.size, "clean"))
    expect("a manifest: a small file's own", found.get("old.pkl"), (hashlib.sha256(EVIL).hexdigest(), len(EVIL), "dangerous"))


def tokens(bench):
    hub = Hub({"pytorch_model.bin": checkpoint(CLEAN, 1 << 30)})
    _, _, asked = bench.run(hub, "hub", "org/name")
    expect("the token goes to the hub", {r["headers"].get("authorization") for r in asked if r["host"] == HUB}, {"Bearer hf_tokenOfNobody"})
    expect("and to no other host", {r["headers"].get("authorization") for r in asked if r["host"] == CDN}, {None})
    expect("the redirect was followed", any(r["host"] == CDN for r in asked), True)
    _, _, asked = bench.run(hub, "scan", "https://%s/blob/pytorch_model.bin" % CDN)
    expect("one file: no token", {r["headers"].get("authorization") for r in asked}, {None})


def refused(bench):
    files = {"a.bin": checkpoint(CLEAN, 1 << 30)}

    def blob(reply):
        return lambda hub, r: reply(hub, r) if "/blob/" in r["path"] else None

    def resolve(where):
        return lambda hub, r: (302, {"Location": where}, b"") if "/resolve/" in r["path"] else None
    cases = {
        "a redirect to a file": resolve("file:///etc/passwd"), "a redirect without TLS": resolve("http://127.0.0.1:9/x"), "a redirect in circles": resolve("/org/name/resolve/main/a.bin"),
        "a redirect to nowhere": lambda hub, r: (302, {}, b"") if "/resolve/" in r["path"] else None,
        "more than was asked for": blob(lambda hub, r: (206, {"Content-Range": "bytes 0-1/2"}, bytes(1 << 20))),
        "other bytes": blob(lambda hub, r: (206, {"Content-Range": "bytes 5-10/%d" % files["a.bin"].size}, b"123456")),
        "another size": blob(lambda hub, r: (206, {"Content-Range": "bytes 0-65535/99999"}, bytes(65536))),
        "no parts": blob(lambda hub, r: (200, {}, bytes(65536))),
        "an error": blob(lambda hub, r: (500, {}, b"")),
        "silence": blob(lambda hub, r: "silence"),
        "a truncated answer": blob(lambda hub, r: (206, {"Content-Range": "bytes 0-65535/%d" % files["a.bin"].size, "Content-Length": "65536"}, b"short")),
    }
    for what, turn in cases.items():
        hub = Hub(files, turn=turn)
        done, report, asked = bench.run(hub, "hub", "org/name", timeout="1s")
        skipped = report["paths"]["skipped"] if report else []
        expect("%s: one line, and nothing is called clean" % what, [s["path"] for s in skipped], ["hf://org/name/a.bin"])
    listings = {
        "no list": lambda hub, r: (200, {}, b"{}") if "/api/" in r["path"] else None, "a list that ends nowhere": lambda hub, r: (200, {}, b"[" * 100) if "/api/" in r["path"] else None,
        "an endless list": lambda hub, r: (200, {}, b" " * (9 << 20)) if "/api/" in r["path"] else None, "a page elsewhere": lambda hub, r: (200, {"Link": '<https://%s/x>; rel="next"' % CDN}, b"[]") if "/api/" in r["path"] else None,
        "not there": lambda hub, r: (404, {}, b"") if "/api/" in r["path"] else None, "no right to": lambda hub, r: (401, {}, b"") if "/api/" in r["path"] else None,
    }
    for what, turn in listings.items():
        done, report, asked = bench.run(Hub(files, turn=turn), "hub", "org/name")
        expect("%s: exit and one line" % what, (done.returncode, done.stderr.count("\n")), (2, 1))
    late = Hub(files, turn=lambda hub, r: (500, {}, b"") if "/blob/" in r["path"] and not r["headers"]["range"].startswith("bytes=0-") else None)
    done, report, asked = bench.run(late, "hub", "org/name")
    expect("an error on the way: it is not clean", "artifact-not-inspected" in ids(report, "a.bin"), True)
    for what in ("org", "org/../x", "org/name@../x", "o%2f/x", "org/name/../x", "org/na me"):
        done, report, asked = bench.run(Hub(files), "hub", what)
        expect("%s: refused" % what, (done.returncode, done.stderr.count("\n"), asked), (2, 1, []))


def private_addresses():
    """Without the test address: names that stand for this machine are not connected to, but for the endpoint itself."""
    hub = Hub({"old.pkl": whole(EVIL)}, turn=lambda hub, r: (302, {"Location": "https://127.0.0.1:1/x"}, b"") if "away" in r["path"] else None)
    with Service(hub.answer) as s:
        environment = dict(os.environ, HF_ENDPOINT="http://" + s.address)
        done = subprocess.run([PICKET, "hub", "org/name", "--isolated", "--json"], capture_output=True, text=True, env=environment, timeout=60, check=False)
        expect("an endpoint of one's own may be private", ids(json.loads(done.stdout), "old.pkl"), ["pickle-dangerous-global"])
        hub.files = {"away.pkl": whole(EVIL)}
        done = subprocess.run([PICKET, "hub", "org/name", "--isolated", "--json"], capture_output=True, text=True, env=environment, timeout=60, check=False)
        expect("a redirect to a private address", [s["path"] for s in json.loads(done.stdout)["paths"]["skipped"]], ["hf://org/name/away.pkl"])


def main():
    with tempfile.TemporaryDirectory() as root:
        bench = Bench(root)
        for part in (large_files, tree, manifest, tokens, refused):
            part(bench)
        private_addresses()
    for line in failed:
        print(line)
    print("%d passed, %d failed" % (passed, len(failed)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
