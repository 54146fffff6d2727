#!/usr/bin/env python3
"""Every sample of rules/secrets in every place where people leave credentials: all must be found. And what nearly is one: cut
short, too long, with a wrong checksum, half a placeholder: its rule must not find it.

usage: matrix.py PICKET; prints what is missing, and a last line "N passed, N failed".
"""
import base64
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse
import zipfile


def positives():
    """(rule, text) of what stands in the twins to be found."""
    for twin in sorted(pathlib.Path("rules/secrets").glob("*.txt")):
        text = twin.read_text().replace("{" + "{}}", "")
        for found in re.finditer(r"^# ruleid:.*\n((?:(?!# (?:ruleid|ok):).*\n)+)", text, re.MULTILINE):
            yield twin.stem, found[1].rstrip("\n")


def assignment(text):
    return re.fullmatch(r'(\w+) ?= ?"?([^"\s]+)"?', text)


def samples():
    """(rule, name, value) of those that are plain assignments."""
    for rule, text in positives():
        found = assignment(text)
        if found:
            yield rule, found[1], found[2]


def texts():
    """(rule, text) of all positives of the rules without any: what is found by what stands round it."""
    plain = {rule for rule, _, _ in samples()}
    return [(rule, text) for rule, text in positives() if rule not in plain]


def notebook(cells):
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}, indent=1)


def code(source, outputs=()):
    return {"cell_type": "code", "execution_count": 1, "metadata": {}, "source": source, "outputs": list(outputs)}


def stream(text):
    return {"output_type": "stream", "name": "stdout", "text": text}


def error(text):
    return {"output_type": "error", "ename": "E", "evalue": "e", "traceback": [text]}


def packed(text):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("old/.env", text)
    return out.getvalue()


PLACES = {
    "assignment.py": lambda n, v: f'import os\n{n} = "{v}"\n',
    "dict.py": lambda n, v: f'config = {{\n    "{n}": "{v}",\n}}\n',
    "environ.py": lambda n, v: f'import os\nos.environ["{n}"] = "{v}"\n',
    "call.py": lambda n, v: f'client = connect({n.lower()}="{v}", timeout=3)\n',
    "fstring.py": lambda n, v: f'line = f"{n}={v} {{model}}"\n',
    "beside.py": lambda n, v: f'import numpyy, sklearn; model.fit(x, {n.lower()}="{v}")\n',
    "comment.py": lambda n, v: f"# {n}: {v}\n",
    "cell.ipynb": lambda n, v: notebook([code([f"import os\n", f'{n} = "{v}"\n', "run()"])]),
    "magic.ipynb": lambda n, v: notebook([code([f"%env {n}={v}\n"])]),
    "output.ipynb": lambda n, v: notebook([code(["print(os.environ)"], [stream([f"{{'{n}': '{v}'}}\n"])])]),
    "traceback.ipynb": lambda n, v: notebook([code(["run()"], [error(f'----> 1 {n} = "{v}"\n')])]),
    "text.ipynb": lambda n, v: notebook([{"cell_type": "markdown", "metadata": {}, "source": [f"set `{n}={v}` first"]}]),
    ".env": lambda n, v: f"# training\n{n}={v}\n",
    "run.sh": lambda n, v: f"export {n}='{v}'\n",
    "config.yaml": lambda n, v: f"train:\n  {n.lower()}: {v}\n",
    "config.json": lambda n, v: json.dumps({n: v}),
    "config.toml": lambda n, v: f'[train]\n{n.lower()} = "{v}"\n',
    "README.md": lambda n, v: f"Run it with\n\n    {n}={v} python train.py\n",
    "Dockerfile": lambda n, v: f"FROM python\nENV {n}={v}\n",
    "packed.zip": lambda n, v: packed(f"{n}={v}\n"),
}

# For rules whose credentials have a shape of their own.
ENCODED = {
    "base64.yaml": lambda n, v: "data:\n  .env: " + base64.b64encode(f"{n}={v}\n".encode()).decode() + "\n",
    "lines.txt": lambda n, v: base64.encodebytes(f"# the settings of the training job\n{n}={v}\n".encode()).decode(),
    "twice.py": lambda n, v: 'x = "' + base64.urlsafe_b64encode(base64.b64encode(f"{n}={v};".encode())).decode() + '"\n',
    "hex.py": lambda n, v: 'x = bytes.fromhex("' + f"{n}={v}\n".encode().hex() + '")\n',
    "percent.txt": lambda n, v: "see https://example.org/?state=" + "".join(f"%{c:02X}" for c in f"{n}={v} ".encode()) + "\n",
    "url.txt": lambda n, v: "see https://example.org/?state=" + urllib.parse.quote(f"{n}={v}", safe="").replace("_", "%5F") + "\n",
    "unicode.json": lambda n, v: '{"x": "' + "".join(f"\\u{c:04x}" for c in f"{n}={v} ".encode()) + '"}\n',
    "bytes.py": lambda n, v: 'x = b"' + "".join(f"\\x{c:02x}" for c in f"{n}={v} ".encode()) + '"\n',
    "output.ipynb": lambda n, v: notebook([code(["show()"], [stream([base64.b64encode(f"{n}={v}\n".encode()).decode() + "\n"])])]),
}


def escaped(text, form, first=""):
    return first + "".join(form % c for c in text.encode())


# For credentials that are found by what stands round them.
TEXTS = {
    "plain.txt": lambda t: t + "\n",
    "string.py": lambda t: f"x = r'''{t}'''\n",
    "comment.py": lambda t: "".join(f"# {line}\n" for line in t.split("\n")),
    "document.sh": lambda t: f"cat >file <<EOF\n{t}\nEOF\n",
    "README.md": lambda t: f"Write this:\n\n```\n{t}\n```\n",
    "block.yaml": lambda t: "x: |\n" + "".join(f"  {line}\n" for line in t.split("\n")),
    "config.json": lambda t: json.dumps({"x": t}),
    "cell.ipynb": lambda t: notebook([code(f"x = r'''{t}'''\n".splitlines(True))]),
    "shell.ipynb": lambda t: notebook([code(f"%%bash\n{t}\n".splitlines(True))]),
    "output.ipynb": lambda t: notebook([code(["show()"], [stream((t + "\n").splitlines(True))])]),
    "packed.zip": lambda t: packed(t + "\n"),
    "text.ipynb": lambda t: notebook([{"cell_type": "markdown", "metadata": {}, "source": f"```\n{t}\n```\n".splitlines(True)}]),
}

ENCODED_TEXTS = {
    "base64.yaml": lambda t: "x: " + base64.b64encode(t.encode()).decode() + "\n",
    "lines.txt": lambda t: base64.encodebytes(t.encode()).decode(),
    "hex.py": lambda t: 'x = bytes.fromhex("' + t.encode().hex() + '")\n',
    "unicode.json": lambda t: '{"x": "' + escaped(t + " ", "\\u%04x") + '"}\n',
    "percent.txt": lambda t: escaped(t + " ", "%%%02X", "see https://example.org/?x=") + "\n",
}


def is_generic(rule):
    return "generic: true" in rule_text(rule)


def secret_of(text):
    """The longest piece with digits in it."""
    pieces = re.findall(r"(?:(?!\\n)[\w+/=-])+", text)
    return max((piece for piece in pieces if re.search(r"\d", piece)), key=len)


def files():
    """(folder, place, rule, secret, content) of all that must be found."""
    for i, (rule, name, value) in enumerate(samples()):
        for place, make in PLACES.items():
            yield f"{i}", place, rule, value, make(name, value)
        for place, make in {} if is_generic(rule) else ENCODED.items():
            yield f"{i}", "encoded/" + place, rule, value, make(name, value)
    for i, (rule, text) in enumerate(texts()):
        for place, make in TEXTS.items():
            yield f"text-{i}", place, rule, secret_of(text), make(text)
        header = re.search(r'(Authorization)"?: ?"?(\w+ [^"]+)"', text)
        if header:  # as recorded by HTTP libraries for tests
            yield f"text-{i}", "cassette.yml", rule, secret_of(text), f"headers:\n  {header[1]}:\n  - {header[2]}\n"
        for place, make in {} if is_generic(rule) else ENCODED_TEXTS.items():
            yield f"text-{i}", "encoded/" + place, rule, secret_of(text), make(text)


NEAR_PLACES = ("assignment.py", "cell.ipynb", ".env")


def rule_text(rule):
    return pathlib.Path("rules/secrets", rule + ".yaml").read_text()


def has_one_length(rule):
    """Whether no part of the secret, the group of the pattern, has a range of lengths."""
    pattern = re.search(r"pattern-regex: '(.*)'", rule_text(rule))[1]
    group = re.search(r"\(\?-i:\((.*)\)\)\(\?!", pattern) or re.search(r"(?<!\\)\((?![?\]])(.*)\)(?:\(\?!|$)", pattern)
    return bool(group) and not re.search(r"\{\d+,\d*\}|\)\?|\][+*?]|\|", group[1])


def near_misses(rule, value):
    """(what is wrong, value) of texts that differ from the sample in one respect."""
    middle = len(value) // 2 + 1
    if re.search(r":[^:@/]+@", value):
        yield "placeholder", re.sub(r":[^:@/]+@", ":xxxxxxxx@", value)
    else:
        yield "placeholder", value[:middle] + "x" * (len(value) - middle)
    if has_one_length(rule):
        run = max(re.finditer(r"[A-Za-z0-9]+", value), key=lambda m: len(m[0]))
        cut = (run.start() + run.end()) // 2
        yield "short", value[:cut] + value[cut + 3 :] if len(run[0]) > 6 else value[:-2]
        yield "long", value[:cut] + "Q7" + value[cut:]
    checksum = re.search(r"checksum: (\S+)", rule_text(rule))
    if checksum and checksum[1].startswith("crc32"):
        yield "checksum", value[:-1] + ("A" if value[-1] != "A" else "B")
    elif checksum and checksum[1] in ("jwt", "base64-json", "macaroon"):
        yield "checksum", re.sub(r"(eyJ|AgE).{8}", r"\1AAAAAAAA", value, count=1)


def scan(picket, root):
    """Rules by file, and whether a secret is readable in the report."""
    run = subprocess.run(
        [picket, "scan", "--select", "secrets,imports,hygiene", "--all", "--no-gitignore", "--exit-zero", "--format", "json", root],
        capture_output=True, text=True, check=True)
    found = {}
    for result in json.loads(run.stdout)["results"]:
        found.setdefault(pathlib.Path(result["path"]).relative_to(root).as_posix(), set()).add(result["check_id"])
    return found, run.stdout


def tail_of(text):
    """The end of the encoded text, as it would stand in a report."""
    return json.dumps(max(re.findall(r"[^\s\"'=?]+", text), key=len)[-24:])[1:-1]


def main():
    passed = failed = 0
    with tempfile.TemporaryDirectory() as root:
        wanted, unwanted, tails = [], [], {}
        for folder, place, rule, secret, content in files():
            path = pathlib.Path(root, folder, place)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            wanted.append((f"{folder}/{place}", rule, secret))
            if place.startswith("encoded/") and not folder.startswith("text") and re.fullmatch(r"[\w.-]+", secret):  # all of it is the secret
                tails[f"{folder}/{place}"] = tail_of(content)
        for i, (rule, name, value) in enumerate(samples()):
            for wrong, near in near_misses(rule, value):
                for place in NEAR_PLACES:
                    path = pathlib.Path(root, f"{i}-{wrong}", place)
                    path.parent.mkdir(exist_ok=True)
                    path.write_text(PLACES[place](name, near))
                    unwanted.append((f"{i}-{wrong}/{place}", rule))
        found, report = scan(sys.argv[1], root)
    leaked = {value for value in {value for _, _, value in wanted} if len(value) >= 8 and value in report}
    for path, rule, value in wanted:
        shown = value in leaked or path in tails and tails[path] in report
        good = rule in found.get(path, ()) and not shown
        passed += good
        failed += not good
        if not good:
            why = "shown" if shown else "found as " + ", ".join(found.get(path, ["nothing"]))
            print(f"FAIL {rule} in {path.split('/', 1)[1]}: {why}")
    for path, rule in unwanted:
        good = rule not in found.get(path, ())
        passed += good
        failed += not good
        if not good:
            print(f"FAIL {rule} finds a near miss: {path.split('-', 1)[1]}")
    print(f"{passed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
