"""Files of one megabyte that are made to cost much, each with something to find in it.

hostile.py BUILD FOLDER [PATTERN...]: writes them, scans each with the default rules, with --all, and with --all without the sieve, and
prints processor time, memory and the number of findings of each run. Fails when a file costs more than 1.5 s (10 s without the
sieve), 64 MiB and 40 times its size and 1 KiB for each finding (twice that without the sieve), or 32 MB of report, or when what is in
it is not found.
"""

import fnmatch
import json
import pathlib
import subprocess
import sys

SIZE = 1 << 20
SECONDS = 1.5

LOAD = "pickle.load(open('f'))"
HEAD = "import pickle\n"


def lines(line, last=LOAD, head=HEAD):
    """`line` over and over ({i}: the number of the line), a load in the middle and behind it."""
    out, size, i, middle = [head], len(head), 0, False
    while size < SIZE:
        text = line.replace("{i}", str(i)) + "\n"
        if size >= SIZE // 2 and not middle:
            text, middle = last + "\n", True
        out.append(text)
        size += len(text)
        i += 1
    return "".join(out) + last + "\n"


def nest(opening, closing, depth, inside=LOAD, before="x = ", after=""):
    return HEAD + before + opening * depth + inside + closing * depth + after + "\n"


def deep(opening, closing, inside=LOAD, before="x = "):
    """As deep as a megabyte allows."""
    return nest(opening, closing, SIZE // (len(opening) + len(closing)), inside, before)


def chain(link, inside=LOAD, before="x = "):
    half = link * (SIZE // 2 // len(link))
    return HEAD + before + "a" + half + link[: link.index("a")] + inside + half + link[: link.index("a")] + inside + "\n"


def blocks(header, depth, inside=LOAD):
    out = [HEAD]
    for i in range(depth):
        out.append(" " * i + header.replace("{i}", str(i)) + "\n")
    out.append(" " * depth + inside + "\n")
    return "".join(out)


def tainted():
    out = ["import pickle, flask\n", "def f0(x):\n return pickle.loads(x)\n"]
    i, size = 1, 0
    while size < SIZE:
        text = f"def f{i}(x):\n y = f{i - 1}(x)\n return y\n"
        out.append(text)
        size += len(text)
        i += 1
    return "".join(out) + f"f{i - 1}(flask.request.data)\n"


def calling():
    out, i, size = ["import pickle, flask\n"], 0, 0
    while size < SIZE:
        text = f"def f{i}(x):\n return f{i + 1}(x) + f{i + 2}(x)\n"
        out.append(text)
        size += len(text)
        i += 1
    out.append(f"def f{i}(x):\n return pickle.loads(x)\ndef f{i + 1}(x):\n return pickle.loads(x)\nf0(flask.request.data)\n")
    return "".join(out)


def notebook(cells):
    return json.dumps(
        {
            "cells": [
                {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": c, "id": f"c{i}"}
                for i, c in enumerate(cells)
            ],
            "metadata": {},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


def half_and_half(piece, load=LOAD, head=HEAD):
    half = piece * (SIZE // 2 // len(piece))
    return f"{head}{half}\n{load}\n{half}\n{load}\n"


def repeat(piece):
    return piece * (SIZE // len(piece))


# Nothing is to be found in these.
CLEAN = ("nuls.py", "deep.json", "keys.json", "deep.yaml", "aliases.yaml", "wide.md")
PIP = "pip install torchh==0.0.1 --index-url http://example.com/simple --trusted-host example.com"

PYTHON = {
    "lists": lambda: deep("[", "]"),
    "lists-3000": lambda: nest("[", "]", 3000),
    "lists-60000": lambda: nest("[", "]", 60000),
    "lists-100000": lambda: nest("[", "]", 100000),
    "tuples": lambda: deep("(", ",)"),
    "parens": lambda: deep("(", ")"),
    "dicts": lambda: deep("{1:", "}"),
    "dicts-of-dicts": lambda: nest("{'a': ", "}", 5000, LOAD),
    "calls": lambda: deep("f(", ")"),
    "calls-2000": lambda: nest("f(", ")", 2000),
    "calls-loads": lambda: nest("f(", ")", 50000, "pickle.loads(b)"),
    "loads-in-loads": lambda: deep("pickle.loads(", ")"),
    "lambdas": lambda: deep("lambda: ", ""),
    "lambdas-in-brackets": lambda: nest("(lambda x: ", ")", 20000),
    "nots": lambda: deep("not ", ""),
    "minus": lambda: deep("-", ""),
    "tildes-5000": lambda: nest("~", "", 5000),
    "awaits": lambda: deep("await ", ""),
    "conditions": lambda: deep("a if b else ", ""),
    "subscripts": lambda: deep("a[", "]"),
    "walruses": lambda: nest("(y := ", ")", 100000),
    "comprehensions": lambda: nest("[a for a in ", "]", 70000),
    "comprehensions-1500": lambda: nest("[a for a in ", "]", 1500),
    "generators": lambda: nest("f(a for a in ", ")", 60000),
    "stars": lambda: nest("[*", "]", 300000),
    "f-strings": lambda: nest('f"{', '}"', 150000, "pickle.load(f)"),
    "f-strings-2000": lambda: nest('f"{', '}"', 2000, "pickle.load(f)"),
    "format-specs": lambda: nest('f"{a:{', '}}"', 1500, "pickle.load(f)"),
    "sums": lambda: chain(" + a"),
    "sums-5000": lambda: HEAD + "x = " + "a + " * 5000 + LOAD + " + a" * 5000 + "\n",
    "sums-of-strings": lambda: chain(" + 'b' + a"),
    "powers": lambda: chain("**a"),
    "ands": lambda: chain(" and a"),
    "comparisons": lambda: chain("<a"),
    "attributes": lambda: HEAD + "x = a" + ".b" * (SIZE // 2) + f".c({LOAD})\n",
    "links": lambda: HEAD + "x = a" + ".b()" * (SIZE // 8) + f".c({LOAD})" + ".b()" * (SIZE // 8) + f".c({LOAD})\n",
    "links-2000": lambda: HEAD + "x = a" + ".b()" * 2000 + f".c({LOAD})" + ".b()" * 2000 + f".c({LOAD})\n",
    "curried": lambda: HEAD + "x = a" + "()" * (SIZE // 4) + f"({LOAD})" + "()" * (SIZE // 4) + f"({LOAD})\n",
    "assignments-in-one": lambda: HEAD + "a = " * (SIZE // 4) + LOAD + "\n",
    "open-brackets": lambda: lines("[" * 70),
    "closing-brackets": lambda: lines("]" * 70),
    "open-round": lambda: half_and_half("("),
    "ifs": lambda: blocks("if a:", 1400),
    "ifs-3000": lambda: HEAD + "".join(" " * i + "if a:\n" for i in range(3000)) + " " * 3000 + LOAD + "\n",
    "loops": lambda: blocks("for a in b:", 1400),
    "withs": lambda: blocks("with a as b{i}:", 1400),
    "with-of-many": lambda: HEAD + "with " + ", ".join(f"a() as b{i}" for i in range(70000)) + f", {LOAD} as c:\n {LOAD}\n",
    "tries": lambda: HEAD + "".join(" " * i + "try:\n" for i in range(1000)) + " " * 1000 + LOAD + "\n"
    + "".join(" " * i + "except: pass\n" for i in range(999, -1, -1)),
    "elifs": lambda: HEAD + "if a: pass\n" + "elif b: pass\n" * 40000 + f"elif {LOAD}: pass\n" + "elif b: pass\n" * 40000 + f"else: {LOAD}\n",
    "functions": lambda: blocks("def f{i}(a):", 1400),
    "functions-one-name": lambda: blocks("def f(a):", 1400),
    "classes": lambda: blocks("class C{i}:", 1400),
    "decorators": lambda: HEAD + "@a\n" * 170000 + f"@{LOAD}\n" + "@a\n" * 170000 + f"def f():\n {LOAD}\n",
    "decorators-called": lambda: HEAD + "@a(1)\n" * 170000 + f"def f():\n {LOAD}\n",
    "matches": lambda: HEAD
    + "".join("  " * i + "match a:\n" + "  " * i + " case b:\n" for i in range(700)) + "  " * 700 + LOAD + "\n",
    "match-patterns": lambda: HEAD + "match a:\n case " + "[" * 20000 + "b" + "]" * 20000 + f":\n  {LOAD}\n",
    "match-of-many": lambda: HEAD + "match a:\n" + " case [1, {'b': c}]: pass\n" * 20000 + f" case _: {LOAD}\n" + " case [1, {'b': c}]: pass\n" * 20000
    + f" case _: {LOAD}\n",
    "backslashes": lambda: HEAD + "x = a + \\\n" + "a + \\\n" * 87000 + LOAD + " + \\\n" + "a + \\\n" * 87000 + LOAD + "\n",
    "only-backslashes": lambda: half_and_half("\\\n"),
    "unclosed-strings": lambda: lines("x = 'abc"),
    "unclosed-triple": lambda: HEAD + LOAD + "\n" + "x = '''\n" + "abc\n" * 250000,
    "quotes": lambda: lines("\"'" * 30),
    "triple-quotes": lambda: lines("'''\"\"\"'''"),
    "tabs-and-spaces": lambda: lines("\t if a:\n        \tb()\n   \tc()"),
    "falling-in": lambda: lines("".join(" " * k + "a\n" for k in range(60, 0, -1)).rstrip("\n")),
    "nuls": lambda: half_and_half("\0" * 63 + "\n"),
    "bad-bytes": lambda: half_and_half("\ufffd\u2028" * 9 + "\n"),
    "wide-tuple": lambda: HEAD + "x = (" + "1," * 250000 + LOAD + "," + "1," * 250000 + LOAD + ")\n",
    "wide-call": lambda: HEAD + "f(" + "a=1," * 125000 + LOAD + "," + "b," * 250000 + LOAD + ")\n",
    "wide-dict": lambda: HEAD + "x = {" + "1:2," * 125000 + f"1:{LOAD}," + "1:2," * 125000 + f"2:{LOAD}}}\n",
    "wide-strings": lambda: HEAD + "x = (" + "'a' " * 250000 + f"+ {LOAD})\n{LOAD}\n",
    "semicolons": lambda: HEAD + "a;" * 260000 + LOAD + ";" + "a;" * 260000 + LOAD + "\n",
    "globals": lambda: HEAD + "def f():\n" + " global a\n" * 90000 + f" {LOAD}\n",
    "one-name": lambda: lines("x = a"),
    "one-name-itself": lambda: lines("x = x + x"),
    "one-name-strings": lambda: lines("x = x + 'abcdefgh'"),
    "one-name-pickle": lambda: HEAD + "".join(f"p{i + 1} = p{i}\n" for i in range(60000)).replace("p0\n", "pickle\n", 1)
    + f"p60000.load(f)\n{LOAD}\n",
    "swaps": lambda: lines("x, y = y, x"),
    "imports": lambda: lines("import a{i}"),
    "imports-one-line": lambda: HEAD + "import " + ",".join(f"a{i}" for i in range(140000)) + ", pickle as p\np.load(f)\n",
    "imports-names": lambda: HEAD + "from a import (" + ",".join(f"a{i}" for i in range(140000)) + f")\n{LOAD}\n",
    "aliases": lambda: lines("import pickle as p{i}"),
    "aliases-used": lambda: HEAD + "".join(f"import pickle as p{i}\np{i}.x\n" for i in range(30000)) + LOAD + "\n",
    "alias-over": lambda: lines("import pickle as p", "p.load(f)"),
    "wildcards": lambda: lines("from pickle import *", "load(f)"),
    "wildcards-others": lambda: lines("from a{i} import *"),
    "loads": lambda: lines(LOAD),
    "loads-in-a-line": lambda: HEAD + "[" + (LOAD + ",") * (SIZE // 24) + "]\n",
    "words": lambda: lines("pickle load open loads"),
    "open-words": lambda: HEAD + "x = [" + "load[" * 100000 + LOAD + "\n" + LOAD + "\n",
    "comments": lambda: lines("# pickle.load(f) # nosec # noqa: x"),
    "suppressions": lambda: lines("a = 1  # picket: ignore[abc] why"),
    "no-python": lambda: lines("%d $$ ?? )("),
    "python-2": lambda: lines("print a; exec b in c"),
    "types": lambda: lines("type A{i}[T] = list[T]"),
    "getattr": lambda: lines("getattr(a, 'b' + 'c')(d)"),
    "tainted": tainted,
    "calling": calling,
    "requests": lambda: "import pickle, flask\n" + lines(
        "def f{i}():\n a = flask.request.args\n b = a\n return g(b)", "def g(x): return pickle.loads(x)", ""
    ),
    "branches": lambda: HEAD + "def f(a):\n" + " if a: a = g(a)\n" * 60000 + " return pickle.loads(a)\n",
    "loops-in-a-row": lambda: HEAD + "def f(a, b):\n" + " for c in b: a = a + c; b = a\n" * 30000 + " return pickle.loads(a)\n",
    "returns": lambda: "import pickle, flask\ndef f():\n" + " if a: return flask.request.data\n" * 30000 + "pickle.loads(f())\n",
}

OTHERS = {
    "cell.ipynb": lambda: notebook([lines("x = a")]),
    "cell-deep.ipynb": lambda: notebook([deep("[", "]"), LOAD]),
    "cell-calls.ipynb": lambda: notebook([HEAD, nest("f(", ")", 5000)]),
    "cells.ipynb": lambda: notebook([HEAD] + ["a"] * 10000 + [LOAD] + ["a"] * 10000 + [LOAD]),
    "cells-open.ipynb": lambda: notebook([HEAD] + ["f(["] * 5000 + [LOAD] + ["f(["] * 5000 + [LOAD]),
    "magics.ipynb": lambda: notebook([HEAD + "%a b\n!c $d\n" * 80000 + LOAD + "\n!" + PIP]),
    "requirements.txt": lambda: "".join(f"a{i}==1.0\n" for i in range(90000)) + "torchh==0.0.1\n",
    "long-requirements.txt": lambda: repeat("a[") + "\n--index-url http://example.com/simple\n",
    "continued-requirements.txt": lambda: repeat("a==1 \\\n") + "\n--index-url http://example.com/simple\n",
    "pyproject.toml": lambda: "[project]\nname = 'a'\ndependencies = [\n" + "".join(f"'a{i}==1',\n" for i in range(70000))
    + "'b @ http://example.com/b.zip']\n",
    "deep/pyproject.toml": lambda: "[project]\nname = 'a'\ndependencies = ['b @ http://example.com/b.zip']\nx = " + "[" * (SIZE // 2)
    + "]" * (SIZE // 2) + "\n",
    "dotted/pyproject.toml": lambda: "[project]\nname = 'a'\ndependencies = ['b @ http://example.com/b.zip']\n[" + "a." * (SIZE // 2)
    + "b]\n",
    "deep.yaml": lambda: "a: " + "[" * (SIZE // 2) + "]" * (SIZE // 2) + "\npassword: hunter2\n",
    "aliases.yaml": lambda: "a: &a [x]\n" + "".join(f"b{i}: [*a, *a]\n" for i in range(60000)),
    "environment.yml": lambda: "dependencies:\n" + " - a=1\n" * 140000 + " - pip:\n   - --index-url http://example.com/simple\n",
    "hook.pth": lambda: "a\n" * 260000 + "import os; os.system('x')\n" + "a\n" * 260000 + "import os; os.system('x')\n",
    "deep.pth": lambda: "import os; x = " + "[" * 200000 + "os.system('x')" + "]" * 200000 + "\nimport os; os.system('x')\n",
    "Dockerfile": lambda: "FROM a\n" + "RUN a && \\\n b\n" * 35000 + f"RUN {PIP}\n" + "RUN a && \\\n b\n" * 35000 + f"RUN {PIP}\n",
    "continued/Dockerfile": lambda: "FROM a\nRUN " + "a && \\\n" * 140000 + PIP + "\n",
    "script.sh": lambda: half_and_half("a && b\n", PIP, ""),
    "quotes.sh": lambda: half_and_half("\"$(a '", PIP, ""),
    "heredocs.sh": lambda: half_and_half("cat <<A\nb\n", PIP, ""),
    "deep.sh": lambda: "$(" * 250000 + "\n" + PIP + "\n" + ")" * 500000 + "\n" + PIP + "\n",
    "deep.json": lambda: "[" * (SIZE // 2) + "]" * (SIZE // 2),
    "keys.json": lambda: "{" + "\"api_key\": \"x\"," * 60000 + "\"b\": 1}",
    "wide.md": lambda: half_and_half("```\n`` [a](", PIP, ""),
}


def scan(build, path, *options):
    """Processor time, memory in MiB, results and notes."""
    out = path.with_name(path.name + ".out.json")
    out.unlink(missing_ok=True)
    command = [f"{build}/picket", "scan", "--isolated", "--jobs", "1", "--exit-zero", "-o", out, *options, path]
    used = subprocess.run([f"{build}/tests/bench/cpu", *command], capture_output=True, text=True, check=False)
    report = {"results": [], "errors": [{"message": f"ended badly: {used.stderr}"}], "size": 0}
    seconds, memory = 99.0, 0.0
    if used.returncode == 0:
        seconds, _, memory = map(float, used.stdout.split())
        if out.stat().st_size < 100 << 20:
            report = json.loads(out.read_text(encoding="utf-8"))
        report["size"] = out.stat().st_size
    out.unlink(missing_ok=True)
    return seconds, memory, report


def found_at(report):
    return {(r["check_id"], r["start"]["line"], r["start"]["col"]) for r in report["results"]}


def notes(report):
    return "; ".join(sorted({e["message"][:60] for e in report["errors"]}))


def places(text):
    """(line, column) of what must be found."""
    return [(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)) for at in find_all(text, LOAD)]


def find_all(text, word):
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def judge(name, text, runs):
    """What is wrong with these runs of a file."""
    wanted = places(text) if name.endswith(".py") and name not in CLEAN else []
    for options, (seconds, memory, report) in runs:
        have = {place[1:] for place in found_at(report)}
        at = f" {' '.join(options)}" if options else ""
        missed = {p for p in wanted[len(wanted) // 2 :: len(wanted) or 1] + wanted[-1:] if p not in have}
        if missed and len(have) < 10000:
            yield f"misses {sorted(missed)}{at}"
        if not have and name not in CLEAN:
            yield f"finds nothing{at}"
        if seconds > SECONDS and "--no-sieve" not in options:
            yield f"slow{at}"
        if seconds > 10:
            yield f"very slow{at}"
        most = 64 + 40 * len(text.encode()) / (1 << 20) + len(have) / (1 << 10)
        if memory > (most * 2 if "--no-sieve" in options else most):
            yield f"fat{at}"
        if report["size"] > 32 << 20:
            yield f"says too much{at}"


def main():
    build, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    patterns = sys.argv[3:] or ["*"]
    shapes = {f"{name}.py": make for name, make in PYTHON.items()} | OTHERS
    bad = 0
    print(f"{'shape':28} {'KB':>5} |" + f" {'s':>5} {'MiB':>4} {'n':>5} |" * 3)
    for name, make in shapes.items():
        if not any(fnmatch.fnmatch(name, p) for p in patterns):
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = make()
        path.write_text(text, encoding="utf-8")
        runs = [(options, scan(build, path, *options)) for options in ([], ["--all"], ["--no-sieve", "--all"])]
        row = "".join(f" {seconds:5.2f} {memory:4.0f} {len(found_at(report)):5} |" for _, (seconds, memory, report) in runs)
        why = list(judge(name, text, runs))
        bad += bool(why)
        print(f"{name:28} {len(text) >> 10:5} |{row}", "; ".join(why) or "ok", "|", notes(runs[1][1][2]), flush=True)
    print(f"{bad} bad")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
