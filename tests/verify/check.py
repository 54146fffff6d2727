#!/usr/bin/env python3
"""--verify against a service on 127.0.0.1: what it is asked, what is made of its answers, what it is never told.

usage: check.py PICKET; prints what fails, and a last line "N passed, N failed".
"""
import base64
import json
import os
import pathlib
import random
import re
import string
import subprocess
import sys
import tempfile

from server import Service, certificate, closed_port

sys.path.append(str(pathlib.Path(__file__).parents[1] / "secrets"))
sys.dont_write_bytecode = True

RULES = pathlib.Path("rules/secrets").resolve()
PICKET = pathlib.Path(sys.argv[1]).resolve()
chance = random.Random(7)
passed, failed = 0, []


def expect(what, got, wanted):
    global passed
    if got == wanted:
        passed += 1
    else:
        failed.append(f"FAIL {what}: {got!r}, not {wanted!r}")


def letters(n, alphabet=string.ascii_letters):
    return "".join(chance.choice(alphabet) for _ in range(n))


def hf():
    return "hf_" + letters(34)


def hosts():
    """By rule: the host that it asks."""
    found = {}
    for path in sorted(RULES.glob("*.yaml")):
        host = re.search(r"^          url: https://([^/]+)/", path.read_text(), re.M)
        if host:
            found[path.stem] = host[1]
    return found


def answered(status, body, headers=None):
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    return status, headers or {"Content-Type": "application/json"}, text


LIVE = answered(200, {"type": "user", "name": "ada"})
DEAD = answered(401, {"error": "Invalid credentials in Authorization header"})


class Bench:
    """A folder, certificates, and picket."""

    def __init__(self, root):
        self.root, self.n = pathlib.Path(root), 0
        self.key, self.cert = certificate(self.root, "good", sorted(set(hosts().values())))

    def tree(self, files):
        self.n += 1
        top = self.root / f"tree{self.n}"
        for name, text in files.items():
            path = top / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return top

    def service(self, answer):
        return Service(answer, self.key, self.cert)

    def run(self, top, address, *args, cert=None, env=None):
        test = ["--verify-test", address, "--verify-ca", cert or self.cert] if address else []
        rules = "house-token" if "-c" in args else "secrets"
        return subprocess.run([PICKET, "scan", "--isolated", "--select", rules, "--verify", "--verify-timeout", "1s", *test, *args],
                              cwd=top, capture_output=True, text=True, timeout=120, env={**os.environ, **(env or {})})

    def results(self, top, address, *args, **more):
        run = self.run(top, address, "--format", "json", *args, **more)
        if run.returncode not in (0, 1):
            raise AssertionError(run.stderr)
        return json.loads(run.stdout)["results"], run


def state(result):
    return result["extra"].get("verified"), result["extra"]["severity"]


def states(bench):
    """One credential, one answer, one state."""
    page = b"<!doctype html><title>Sign in</title>"
    cases = {
        "live": (LIVE, "live", "CRITICAL"),
        "dead": (DEAD, "dead", "LOW"),
        "live in another shape": (answered(200, {"user": "ada"}), "unknown", "HIGH"),
        "name without a text": (answered(200, {"name": ""}), "unknown", "HIGH"),
        "403": (answered(403, {"error": "no"}), "unknown", "HIGH"),
        "404": (answered(404, {"error": "no"}), "unknown", "HIGH"),
        "429": (answered(429, {"error": "slow down"}), "unknown", "HIGH"),
        "500": (answered(500, {"name": "ada"}), "unknown", "HIGH"),
        "503": (answered(503, page), "unknown", "HIGH"),
        "a page": (answered(200, page, {"Content-Type": "text/html"}), "unknown", "HIGH"),
        "a page of refusal": (answered(401, page, {"Content-Type": "text/html"}), "unknown", "HIGH"),
        "nothing": (answered(200, b""), "unknown", "HIGH"),
        "half of it": (answered(200, b'{"name": "ada"'), "unknown", "HIGH"),
        "more behind it": (answered(200, b'{"name": "ada"} {}'), "unknown", "HIGH"),
        "a redirect": (answered(302, {"name": "ada"}, {"Location": "https://huggingface.co/elsewhere"}), "unknown", "HIGH"),
        "no end": (answered(200, b'{"name": "' + b"a" * (2 << 20) + b'"}'), "unknown", "HIGH"),
        "no end, chunked": (answered(200, b"200000\r\n" + b" " * 0x200000 + b"\r\n0\r\n\r\n", {"Transfer-Encoding": "chunked"}),
                            "unknown", "HIGH"),
        "less than was said": (answered(200, b'{"name": "ada"}', {"Content-Length": "400", "Connection": "close"}), "unknown", "HIGH"),
        "silence": (None, "unknown", "HIGH"),
    }
    for name, (reply, verified, severity) in cases.items():
        token = hf()
        with bench.service(lambda request, reply=reply: reply) as service:
            found, run = bench.results(bench.tree({"a.py": f'TOKEN = "{token}"\n'}), service.address)
        expect(f"state of: {name}", [state(f) for f in found], [(verified, severity)])
        expect(f"questions of: {name}", [(a["method"], a["host"], a["path"], a["headers"]["authorization"]) for a in service.asked],
               [("GET", "huggingface.co", "/api/whoami-v2", f"Bearer {token}")])
        expect(f"notes of: {name}", "huggingface.co " in run.stderr, verified == "unknown")
        expect(f"shown of: {name}", token in run.stdout + run.stderr, False)


def connections(bench):
    """Where no answer can be trusted, nothing is asked."""
    top = bench.tree({"a.py": f'TOKEN = "{hf()}"\n'})
    for name, names in {"untrusted": ["huggingface.co"], "another host": ["example.org"]}.items():
        key, cert = certificate(bench.root, name.replace(" ", "-"), names)
        with Service(lambda request: LIVE, key, cert) as service:
            found, run = bench.results(top, service.address, cert=bench.cert if name == "untrusted" else cert)
        expect(f"certificate of: {name}", ([state(f) for f in found], service.asked, "no valid certificate" in run.stderr),
               ([("unknown", "HIGH")], [], True))
    with Service(lambda request: LIVE) as service:
        found, run = bench.results(top, service.address)
    expect("no TLS", ([state(f) for f in found], service.asked, "no valid certificate" in run.stderr), ([("unknown", "HIGH")], [], True))
    found, run = bench.results(top, closed_port())
    expect("nobody there", ([state(f) for f in found], "cannot be reached" in run.stderr, run.returncode), ([("unknown", "HIGH")], True, 1))
    with Service(lambda request: LIVE) as proxy, bench.service(lambda request: LIVE) as service:
        url = f"http://{proxy.address}"
        found, run = bench.results(top, service.address, env={"https_proxy": url, "HTTPS_PROXY": url, "ALL_PROXY": url, "all_proxy": url})
    expect("no proxy", ([state(f) for f in found], proxy.connections), ([("live", "CRITICAL")], 0))


def counting(bench):
    """One question for each type and secret; a pause between two; an end where the host wants one."""
    token, other = hf(), hf()
    cell = {"cell_type": "code", "execution_count": 1, "metadata": {}, "source": [f'TOKEN = "{token}"\n'], "outputs": []}
    files = {f"part{i}/a.py": f'TOKEN = "{token}"\n' for i in range(11)}
    files["book.ipynb"] = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4})
    with bench.service(lambda request: LIVE if token in request["headers"]["authorization"] else DEAD) as service:
        found, run = bench.results(bench.tree(files), service.address)
        expect("12 places", ([state(f) for f in found], len(service.asked)), ([("live", "CRITICAL")] * 12, 1))
        files["b.py"] = f'TOKEN = "{other}"\n'
        top = bench.tree(files)
        service.asked.clear()
        found, run = bench.results(top, service.address, "--jobs", "3")
        expect("12 and one", (sorted(state(f) for f in found), len(service.asked)), ([("dead", "LOW")] + [("live", "CRITICAL")] * 12, 2))
        expect("the pause", service.asked[1]["time"] - service.asked[0]["time"] >= 0.19, True)
        run = bench.run(top, service.address, "--format", "text")
        expect("the count", "credentials: 2 asked about: 1 live, 1 dead, 0 unknown; 0 of services that cannot be asked" in run.stdout, True)
        found, run = bench.results(top, service.address, "--only-verified")
        expect("only what is live", ([state(f) for f in found], run.returncode), ([("live", "CRITICAL")] * 12, 1))
        found, run = bench.results(top, service.address, "--severity", "critical")
        expect("from critical on", [state(f) for f in found], [("live", "CRITICAL")] * 12)
        found, run = bench.results(bench.tree({"b.py": files["b.py"]}), service.address, "--only-verified")
        expect("nothing is live", (found, run.returncode), ([], 0))
        service.asked.clear()
        bench.results(bench.tree({"b.py": f'TOKEN = "{other}"  # picket: ignore[huggingface-token] made up\n'}), service.address)
        expect("suppressed", service.asked, [])
    with bench.service(lambda request: answered(429, {})) as service:
        found, run = bench.results(bench.tree({f"{i}.py": f'T = "{hf()}"\n' for i in range(4)}), service.address)
    expect("too many", ([state(f)[0] for f in found], len(service.asked), "wants no more questions" in run.stderr), (["unknown"] * 4, 1, True))
    kinds = {"a": hf(), "b": "gsk_" + letters(52), "c": "r8_" + letters(37), "d": "ghp_x", "e": "sk-or-v1-" + letters(64, "0123456789abcdef"),
             "f": "xai-" + letters(80), "g": "tgp_v1_" + letters(43), "h": "sk_" + letters(48, "0123456789abcdef"), "i": "ntn_" + letters(46)}
    found, run = bench.results(bench.tree({f"{k}.py": f'T = "{v}"\n' for k, v in kinds.items()}), closed_port())
    expect("no network", ({state(f)[0] for f in found}, "no service can be reached" in run.stderr), ({"unknown"}, True))


def secrecy(bench):
    """A credential is in no report, message or cache."""
    token = hf()
    top = bench.tree({"a.py": f'TOKEN = "{token}"\n'})
    shown = {"text": "a.py:1:10  (live)", "json": '"validation_state":"CONFIRMED_VALID"', "ndjson": '"verified":"live"',
             "sarif": '"verified":"live"', "html": "Live check: live"}
    with bench.service(lambda request: LIVE) as service:
        for form in ("text", "concise", "json", "ndjson", "sarif", "html", "markdown", "csv", "junit", "github", "gitlab"):
            run = bench.run(top, service.address, "--format", form, "-v")
            expect(f"shown as {form}", (token in run.stdout + run.stderr, shown.get(form, "") in run.stdout), (False, True))
        runs = [bench.results(top, service.address, "--cache", "../kept") for _ in range(2)]
        bench.run(top, service.address, "--cache", "../kept", "--show-secrets")
        expect("out of the cache", [[state(f) for f in found] for found, _ in runs], [[("live", "CRITICAL")]] * 2)
        expect("questions without and with a cache", len(service.asked), 11 + 2 + 1)
    kept = [path for path in (bench.root / "kept").rglob("*") if path.is_file()]
    subprocess.run([PICKET, "--isolated", "--show-secrets", "--cache", "../kept", "-q"], cwd=top, capture_output=True)
    expect("in the cache", (len(kept) > 0, [p for p in kept if token.encode() in p.read_bytes()]), (True, []))


RULE = """
rules:
- id: house-token
  message: A token of the house.
  severity: HIGH
  languages: [regex]
  pattern-regex: 'house_[a-z0-9]{{20}}'
  metadata:
    picket:
      analyzer: secrets
      keywords: [house_]
      verify:
        {verify}
"""
GOOD = ('url: https://service.localhost/me\n        headers: { Authorization: "Bearer {secret}" }\n'
        '        live: { status: 200, body: { name: "*" } }')


def addresses(bench):
    """What is no address of the public internet is never connected to, and a project cannot have anybody asked."""
    token = "house_" + letters(20, string.ascii_lowercase + string.digits)
    top = bench.tree({"a.txt": token, "rule.yaml": RULE.format(verify=GOOD), "picket.yaml": "rules: [rule.yaml]\n",
                      "asks.yaml": "verify: true\n"})
    rule = ["--include", "a.txt", "-c", "rule.yaml"]
    found, run = bench.results(top, None, *rule)
    expect("an address of this machine", ([state(f) for f in found], "service.localhost has no address of the public" in run.stderr),
           ([("unknown", "HIGH")], True))
    arguments = [PICKET, "scan", "--select", "house-token", "--verify", "--include", "a.txt", "--format", "json"]
    run = subprocess.run(arguments, cwd=top, capture_output=True, text=True)
    expect("a rule of the project", ([state(f) for f in json.loads(run.stdout)["results"]], run.stderr), ([(None, "HIGH")], ""))
    run = subprocess.run([PICKET, "--settings", "asks.yaml"], cwd=top, capture_output=True, text=True)
    expect("a project that asks", (run.returncode, "unknown key `verify`" in run.stderr), (2, True))
    for args in (["--verify-test", "127.0.0.1:1"], ["--verify", "--verify-test", "10.0.0.1:1"], ["--verify", "--verify-ca", "a.txt"],
                 ["--verify", "--verify-timeout", "0"]):
        run = subprocess.run([PICKET, "--isolated", *args], cwd=top, capture_output=True, text=True)
        expect(f"refused: {args}", (run.returncode, run.stderr.count("\n")), (2, 1))


def mistakes(bench):
    """What is wrong with a rule's question is said in one line."""
    wrong = {
        "begins with https://": GOOD.replace("https:", "http:"),
        "without user and port": GOOD.replace("service.", "user@service."),
        "names a host by its name, in lower case, without": GOOD.replace("localhost/", "localhost:8443/"),
        "names a host by its name": GOOD.replace("service.localhost", "192.168.0.1"),
        "by its name, in": GOOD.replace("service.localhost", ""),
        "in lower case": GOOD.replace("service.localhost", "{secret}.example.org"),
        "needs a path": GOOD.replace("localhost/me", "localhost"),
        "unknown key: lives": GOOD.replace("live:", "lives:"),
        "needs `live`": GOOD.split("live:")[0],
        "only a `status` of 200 to 299 means live": GOOD.replace("200", "403"),
        "an answer needs a `body`": GOOD.replace(', body: { name: "*" }', ""),
        "can mean dead": GOOD + "\n        dead: { status: 403, body: { error: x } }",
        "an answer needs a": GOOD + "\n        dead: { status: 400 }",
        "unknown key of an answer: text": GOOD + "\n        dead: { status: 401, text: no }",
        "{secret} stands nowhere": GOOD.replace("{secret}", "me"),
        "no header of a rule: Host": GOOD.replace("Authorization", "Host"),
        "of one line: Authorization": GOOD.replace("Bearer ", "Bearer\\r\\nX: "),
        "`method` is GET or POST": GOOD + "\n        method: DELETE",
        "`body` the text of a POST": GOOD + "\n        body: x",
    }
    for text, verify in wrong.items():
        top = bench.tree({"rule.yaml": RULE.format(verify=verify)})
        run = subprocess.run([PICKET, "--isolated", "-c", "rule.yaml"], cwd=top, capture_output=True, text=True)
        expect(f"mistake: {text}", (run.returncode, run.stderr.count("\n"), text in run.stderr, "rule.yaml:" in run.stderr), (2, 1, True, True))


def shapes(bench):
    """Services that say it in a way of their own: (what is written, who is asked how, [(answer, state)])."""
    key = letters(40, "0123456789abcdef")
    basic = base64.b64encode(f"api:{key}".encode()).decode()
    legacy = letters(32, "0123456789abcdef")
    pair = base64.b64encode(f"ada:{legacy}".encode()).decode()
    slack = "xoxb-" + letters(12, "123456789") + "-" + letters(12, "123456789") + "-" + letters(24)
    google = "AIza" + letters(35)
    eleven = "sk_" + letters(48, "0123456789abcdef")
    admin = "sk-admin-" + letters(58) + "T3BlbkFJ" + letters(58)
    oat = "sk-ant-oat01-" + letters(93) + "AA"
    aws = "AKIA" + letters(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    cases = [
        (f'WANDB_API_KEY = "{key}"', ("POST", "api.wandb.ai", "/graphql", f"Basic {basic}"), [
            (answered(200, {"data": {"viewer": {"username": "ada"}}}), "live"), (answered(200, {"data": {"viewer": None}}), "unknown"),
            (answered(200, {"data": {"viewer": {"username": ""}}}), "unknown"), (answered(401, {"errors": []}), "dead")]),
        (f'{{"username": "ada", "key": "{legacy}"}}', ("GET", "www.kaggle.com", "/api/v1/hello", f"Basic {pair}"), [
            (answered(200, {"userName": "ada"}), "live"), (answered(200, {"code": 401}), "unknown"), (answered(401, {"code": 401}), "dead")]),
        (f'SLACK = "{slack}"', ("POST", "slack.com", "/api/auth.test", f"Bearer {slack}"), [
            (answered(200, {"ok": True}), "live"), (answered(200, {"ok": False, "error": "invalid_auth"}), "dead"),
            (answered(200, {"ok": False, "error": "ratelimited"}), "unknown")]),
        (f'GOOGLE = "{google}"', ("GET", "generativelanguage.googleapis.com", "/v1/models", None), [
            (answered(200, {"models": []}), "live"), (answered(403, {"error": {"status": "PERMISSION_DENIED"}}), "unknown"),
            (answered(400, {"error": {"status": "INVALID_ARGUMENT", "details": [{"reason": "API_KEY_INVALID"}]}}), "dead"),
            (answered(400, {"error": {"status": "FAILED_PRECONDITION"}}), "unknown")]),
        (f'ELEVEN = "{eleven}"', ("GET", "api.elevenlabs.io", "/v1/user", None), [
            (answered(401, {"detail": {"status": "missing_permissions"}}), "unknown"),
            (answered(401, {"detail": {"status": "invalid_api_key"}}), "dead")]),
        (f'OPENAI_ADMIN = "{admin}"', None, [(LIVE, "unknown")]),
        (f'CLAUDE = "{oat}"', None, [(DEAD, "unknown")]),
        (f'AWS = "{aws}"', None, [(LIVE, None)]),
    ]
    for text, wanted, answers in cases:
        top = bench.tree({"a.txt": text + "\n"})
        for reply, verified in answers:
            with bench.service(lambda request, reply=reply: reply) as service:
                found, run = bench.results(top, service.address)
            asked = [(a["method"], a["host"], a["path"], a["headers"].get("authorization")) for a in service.asked]
            expect(f"{text[:8]} {reply[2][:60]}", ([state(f)[0] for f in found], asked), ([verified], [wanted] if wanted else []))
    header = service_headers(bench, f'GOOGLE = "{google}"')
    expect("the key of Google", header.get("x-goog-api-key"), google)


def service_headers(bench, text):
    with bench.service(lambda request: LIVE) as service:
        bench.results(bench.tree({"a.txt": text + "\n"}), service.address)
    return service.asked[0]["headers"]


def all_rules(bench):
    """Every rule with a question asks its own host, once, with the credential."""
    import matrix
    seen = {}
    for rule, name, value in matrix.samples():
        seen.setdefault(rule, (name, value))
    asking = {rule: host for rule, host in hosts().items() if rule in seen}
    top = bench.tree({f"{rule}.env": "{}={}\n".format(*seen[rule]) for rule in asking})
    with bench.service(lambda request: answered(418, {})) as service:
        found, run = bench.results(top, service.address)
    for rule, host in asking.items():
        value = seen[rule][1]
        forms = {value, value.replace("/", "%2F"), base64.b64encode(f"api:{value}".encode()).decode(),
                 base64.b64encode(f"$oauthtoken:{value}".encode()).decode()}
        told = [a["host"] for a in service.asked if any(form in json.dumps(a) for form in forms)]
        expect(f"asked for {rule}", told, [host])
        expect(f"told of {rule}", [state(f)[0] for f in found if f["check_id"] == rule], ["unknown"])
    expect("rules that ask", len(asking) >= 38, True)
    page = pathlib.Path("docs/verify.md").read_text()
    told = {rule: host for host, rules in re.findall(r"^\| `([a-z0-9.-]+)` \| (.*) \|$", page, re.M) for rule in rules.split(", ")}
    expect("docs/verify.md", told, hosts())


def main():
    with tempfile.TemporaryDirectory() as root:
        bench = Bench(root)
        for check in (states, connections, counting, secrecy, addresses, mistakes, shapes, all_rules):
            check(bench)
    for line in failed:
        print(line)
    print(f"{passed} passed, {len(failed)} failed")
    return len(failed) != 0


sys.exit(main())
