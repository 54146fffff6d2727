#!/usr/bin/env python3
"""--reputation against a service on 127.0.0.1 that answers as Safe Browsing v5 and Web Risk do: what it is asked, what is made of its answers.

usage: check.py PICKET; prints what fails, and a last line "N passed, N failed".
"""
import base64
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

sys.dont_write_bytecode = True
sys.path.append(str(pathlib.Path(__file__).parent.parent / "verify"))
from server import Service, certificate  # noqa: E402

PICKET = pathlib.Path(sys.argv[1]).resolve()
HOSTS = ["safebrowsing.googleapis.com", "webrisk.googleapis.com"]
CODE = 'import torch\ntorch.hub.load_state_dict_from_url("https://harm.example/models/net.pt?secret=1")\ntorch.hub.load_state_dict_from_url("https://fine.example/net.pt")\n'
passed, failed = 0, []


def expect(what, got, wanted):
    global passed
    if got == wanted:
        passed += 1
    else:
        failed.append("FAIL %s: %r, not %r" % (what, got, wanted))


def run(root, answer, key="SAFE_BROWSING_KEY", value="a-key", more=()):
    root = pathlib.Path(root)
    keyfile, cert = certificate(root, "service", HOSTS)
    top = root / "tree"
    top.mkdir(exist_ok=True)
    (top / "load.py").write_text(CODE)
    environment = {k: v for k, v in os.environ.items() if k not in ("SAFE_BROWSING_KEY", "WEB_RISK_KEY")}
    if value:
        environment[key] = value
    with Service(answer, keyfile, cert) as s:
        done = subprocess.run([PICKET, "scan", "--isolated", "--json", "--reputation", "--verify-test", s.address, "--verify-ca", cert, "--verify-timeout", "2s", *more, top],
                              capture_output=True, text=True, env=environment, timeout=60, check=False)
        return done, json.loads(done.stdout) if done.stdout else None, s.asked


def lines(report):
    return [r["start"]["line"] for r in report["results"] if r["check_id"] == "url-reported"]


def digest(expression):
    return hashlib.sha256(expression.encode()).digest()


def main():
    harm = base64.b64encode(digest("harm.example/models/")).decode()
    near = base64.b64encode(digest("harm.example/models/")[:4] + bytes(28)).decode()

    def v5(found):
        return lambda r: (200, {"Content-Type": "application/json"}, json.dumps({"fullHashes": [{"fullHash": h, "fullHashDetails": [{"threatType": "MALWARE"}]} for h in found], "cacheDuration": "300s"}).encode())

    def web_risk(r):
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(r["path"]).query)
        hit = base64.urlsafe_b64decode(query["hashPrefix"][0]) == digest("harm.example/models/")[:4]
        return 200, {}, json.dumps({"threats": [{"hash": harm, "threatTypes": ["MALWARE"]}]} if hit else {}).encode()
    with tempfile.TemporaryDirectory() as root:
        done, report, asked = run(root, v5([harm]))
        expect("a hash that is listed", lines(report), [2])
        expect("its name", "Safe Browsing (MALWARE)" in done.stdout, True)
        prefixes = [p for r in asked for p in urllib.parse.parse_qs(urllib.parse.urlsplit(r["path"]).query)["hashPrefixes"]]
        expect("only four bytes of each hash", {len(base64.urlsafe_b64decode(p)) for p in prefixes}, {4})
        wanted = {digest(e)[:4] for e in ("harm.example/models/net.pt?secret=1", "harm.example/models/net.pt", "harm.example/", "harm.example/models/", "fine.example/net.pt", "fine.example/")}
        expect("of the expressions and no others", {base64.urlsafe_b64decode(p) for p in prefixes}, wanted)
        expect("nothing else leaves", [w for r in asked for w in ("harm", "secret", "net.pt", "models") if w in r["path"] + r["body"] + str(r["headers"])], [])
        expect("one host is asked", {r["host"] for r in asked}, {HOSTS[0]})
        expect("another hash with the same beginning", lines(run(root, v5([near]))[1]), [])
        expect("nothing listed", lines(run(root, v5([]))[1]), [])
        done, report, asked = run(root, web_risk, "WEB_RISK_KEY")
        expect("Web Risk: listed", lines(report), [2])
        expect("Web Risk: host", {r["host"] for r in asked}, {HOSTS[1]})
        for what, answer in {"an error": (500, {}, b""), "no JSON": (200, {}, b"<html>"), "a bad key": (403, {}, b"{}"), "too often": (429, {}, b"{}"), "too much": (200, {}, bytes(5 << 20))}.items():
            done, report, asked = run(root, lambda r, answer=answer: answer)
            expect("%s: said" % what, "not about all" in done.stderr, True)
            expect("%s: one question" % what, len(asked), 1)
        done, report, asked = run(root, v5([]), value="")
        expect("no key", (done.returncode, done.stderr.count("\n"), asked), (2, 1, []))
        done, report, asked = run(root, v5([]), value="a&key=b")
        expect("a key that is none", (done.returncode, asked), (2, []))
    for line in failed:
        print(line)
    print("%d passed, %d failed" % (passed, len(failed)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
