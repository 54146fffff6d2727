#!/usr/bin/env python3
"""Makes random programs of Python, scans them with and without the sieve, and shows, cut short, those in which it loses something.

sieve_random.py PICKET [SEED [ROUNDS]]: a round is 500 programs. They are made of ways by which a value gets from a source to a sink, or a
module to a call of one of its functions, and of noise."""
import collections, json, os, random, re, subprocess, sys, tempfile, textwrap, warnings
warnings.simplefilter("ignore")
ROUND, SHOWN, R = 500, 10, random.Random()

# What is made of what: one alternative a line; where it gets too deep, the first one of those that are made of others.
GRAMMAR = {symbol: [line.replace("\\n", "\n") for line in lines.strip().split("\n")] for symbol, lines in {
    "name": "a\nb\nc\nd\nq\nv\nw\nself\ncls\ntorch\npickle\nos\nnp\nt\nload\nrequest\nmatch\ncase\ntype\nprint",
    "field": "x\ny\nload\nloads\nsystem\neval\nargs\nget\njson\ndata",
    "mutator": "append\nextend\nupdate\nwrite\nput\nsetdefault\nadd\ninsert",
    "word": "'load'\n'safety_checker'\n'torch.load'\n1\nNone\ntorch.load\nos.system\neval\ntorch\npickle",
    "place": "<name>\n<name>.<field>\n<name>[<expr>]\n<name>.x.y\nself.<field>\n<name> . <field>",
    "args": "<expr>\n<expr>, <expr>\n<name>=<expr>\n*<name>\n**<name>",
    "expr": """<name>\n<name>\n<word>\n<place>\n<source>\n<sink>\n<place>(<args>)\n<name>.<mutator>(<expr>)\nf'{<name>} a'\nf"{<name>.<field>!r}"
(lambda <name>=<expr>: <expr>)\n[<expr> for <name> in <expr>]\n{<expr> for <name>, <name> in <expr> if <expr>}\n(<expr> if <name> else <expr>)
(<name> := <expr>)\n[<expr>, <expr>]\n{'a': <expr>, **<name>}\n<expr> + <expr>\n<expr>.<field>(<expr>)\n<expr> or <expr>\n(<expr>, <expr>)
getattr(<name>, <word>)\n__import__(<word>)\nint(<expr>)\n<name>[<expr>:]\n(<name>\\n  .<field>)\n(<name>.  # ) torch\\n <field>)""",
    "target": "<place>\n<name>, <place>\n(<name>, [<place>, <name>])\n<name>, *<name>",
    "parameters": "<name>\nself\nself, *args\n<name>, b=<expr>\nu: UploadFile\nu: fastapi.UploadFile, *, x=<expr>\na, **kw",
    "simple": """<target> = <expr>\n<name> = <name> = <expr>\n<place> += <expr>\n<name>: <word> = <expr>\n<place>: <word>\n<sink>\n<expr>\n<import>
<name> = <word>\n<name> = {'trust_remote_code': True, <word>: <expr>}\n<name> = 'trust_remote_code'
<name>['trust_remote_code'] = True\n<name>, <name> = <word>, <expr>\n<name>.<mutator>(<expr>)\ndel <place>\nassert <expr>\nglobal <name>\nraise E(<expr>)
return <expr>\nreturn\nnonlocal <name>\nyield <expr>\n<name> = await <expr>\nbreak\ncontinue\npass\n# torch.load(a)\\npass""",
    "block": "<statement>\n<statement>\\n<statement>\n<statement>\\n<simple>\\n<simple>",
    "case": "<name>\n<name>.x\n[<name>, *<name>]\nE(x=<name>) as <name>\n<name> if <expr>",
    "statement": """<simple>\n<simple>\n<simple>\n<simple>; <simple>\nif <expr>:\\n  <block>\nif <expr>:\\n    <block>\\nelif <expr>:\\n  <block>
for <target> in <expr>:\\n    <block>\nwhile <expr>:\\n  <block>\nwith <expr> as <target>:\\n  <block>\nclass <name>(<name>):\\n    <block>
with (<expr> as <name>,\\n   <expr> as <name>):\\n    <block>\ndef <name>(<parameters>):\\n    <block>\nasync def <name>(<parameters>):\\n  <block>
@<place>\\ndef <name>(<parameters>) -> <name>:\\n    <block>\ntry:\\n    <block>\\nexcept ImportError:\\n    <block>
try:\\n  <block>\\nexcept E as <name>:\\n  <block>\\nelse:\\n  <block>\ntry:\\n  <block>\\nfinally:\\n  <block>
match <expr>:\\n  case <case>:\\n    <block>\\n  case _:\\n    <block>""",
    "source": """requests.get(u)\nflask.request.args\nrequest.args\nrequest.get_json()\nhf_hub_download('a', 'b')\nos.environ['API_KEY']\nos.getenv('HF_TOKEN')
getpass.getpass()\np.parse_args()\ninput()\nm.generate(q)\nc.chat.completions.create(q)\ns.recv(9)\nurlopen(u).read()\nst.text_input('a')""",
    "sink": """eval(<expr>)\nexec(<expr>)\nos.system(<expr>)\ntorch.load(<expr>)\npickle.loads(<expr>)\nload(<expr>)\nt.load(<expr>)\nopen(<expr>)
np.load(<expr>, allow_pickle=True)\nprint(<expr>)\nlogger.info(<expr>)\nsubprocess.run(<expr>, shell=True)\nw.writerow(<expr>)
requests.get(<expr>)\npd.read_csv(<expr>)\ntorch.jit.load(<expr>)\ngetattr(torch, 'load')(<expr>)\n__import__('pickle').loads(<expr>)
importlib.import_module('torch').load(<expr>)
q.from_pretrained(<expr>, **<name>)\nf(**<expr>)\nyaml.load(<expr>, Loader=yaml.Loader)\na.load(<expr>)\nb.system(<expr>)""",
    "import": """import torch\nimport torch as t\nimport torch as a\nimport numpy as np, torch as b\nimport json as torch\nimport pickle\nimport os as a
from torch import load\nfrom torch import load as b\nfrom torch import (\\n    load as c,  # no (\\n    save)\nfrom torch import load, jit
from flask import request\nimport flask\nimport os, sys\nfrom pickle import *\nfrom . import torch\nfrom .torch import load as b\nimport a.torch
from pickle import loads as q\nimport joblib, pickle as d\nimport torch.jit\nimport torch.jit as a\nimport a.torch as c\nfrom torch import jit as d
import torch \\\\n    as c\nimport sys \\\\n  , torch as d\nfrom os import system as w; import pandas as pd\nfrom huggingface_hub import hf_hub_download
from urllib.request import urlopen\nimport streamlit as st\nfrom requests import get\nimport requests\nimport builtins as b\nimport yaml
from builtins import eval as q\nfrom json import load\nfrom a import torch as t, pickle as d\nimport a as torch\nfrom a import (  # torch\\n  torch)
from subprocess import run as q\nfrom os import environ as b, getenv\nfrom importlib import import_module as q\nfrom sys import argv as a""",
}.items()}

# VALUE gets on with REST; | ends a line. v, w, f, x are names.
HOPS = r"""v = VALUE|REST v
v: w = VALUE|REST v
v \|  = VALUE|REST v
v += VALUE|REST v
w = v = VALUE|REST v
v, w = VALUE, 1|REST v
(w, [v, *q]) = 1, [VALUE, 2]|REST v
v = w(VALUE)|REST v
v = w(1); v = VALUE|REST v
IMPORT; v = VALUE|REST v
if w: v = VALUE|REST v
f"{(v := VALUE)}"|REST v
print(v := VALUE)|REST v
if (v := VALUE):|    REST v
v.x = VALUE|REST v.x
v.y.x = VALUE|REST v.y.x.y
v[w] = VALUE|REST v[0]
v.x[0] = VALUE|REST v.x
v.MUTATOR(VALUE)|REST v
v.x.MUTATOR(VALUE)|REST v.x
REST (VALUE)
REST [z for z in VALUE]
REST f"{VALUE}"
REST (VALUE if w else 1)
w = lambda v=VALUE: VALUE|REST w
def f(w, v=w):|    REST v|f(1, VALUE)
f(VALUE)|def f(v, *w):|    REST v
def f(*v):|    REST v|f(VALUE)
def f(w, v=VALUE):|    REST v
def f():|    return VALUE|REST f()
def f(w):|    v = w|    return v|REST f(VALUE)
def f(): v = VALUE; w = v|REST w
v = VALUE|def f():|    REST v
def f():|    global v|    v = VALUE|    REST v
def f():|    global v|    v = VALUE|    go()|def go():|    REST v
def f():|    v = VALUE|    def go():|        nonlocal v|        REST v|    go()
class A:|    def f(self):|        self.x = VALUE|        self.go()|    def go(self):|        REST self.x
class A:|    def go(self):|        self.f(VALUE)|    def f(self, v):|        REST v
class f: v = VALUE|REST f.v
@f(VALUE)|def f():|    REST f
with VALUE as v:|    REST v
with (open(1) as w, VALUE as v): del w|REST v
for v in VALUE:|    REST v
while w:|    REST v|    v = VALUE
try:|    v = VALUE|except E:|    REST v
match w:|    case 1:|        v = VALUE|REST v""".split("\n")


def grow(symbol, depth, own):
    choices = own.get(symbol) or GRAMMAR[symbol]
    template = choices[0] if depth < 0 and any("<" in choice for choice in choices) else R.choice(choices)
    if symbol in ("source", "sink") and R.random() < own["quiet"]:
        template = "<name>(<args>)"
    lines = []
    for line in template.split("\n"):
        text = line.lstrip(" ")
        lines.append(textwrap.indent(re.sub(r"<(\w+)>", lambda part: grow(part[1], depth - 1, own), text), line[:len(line) - len(text)]))
    return "\n".join(lines)


def way(end, value, hops, own):
    """Lines by which the value gets to its end."""
    if not hops:
        return end(value)
    names = {"v": grow("name", 0, own), "w": grow("name", 0, own), "f": R.choice(("run", "go", "f")), "x": grow("field", 0, own), "VALUE": value,
             "MUTATOR": grow("mutator", 0, own), "IMPORT": grow("import", 0, own)}
    lines = [grow("statement", 1, own)] if R.random() < .3 else []
    for line in re.sub(r"\b(" + "|".join(names) + r")\b(?!\")", lambda word: names[word[0]], R.choice(HOPS).replace("|", "\0")).split("\0"):
        text = line.lstrip(" ")
        more = way(end, text[len("REST "):], hops - 1, own) if text.startswith("REST ") else text
        lines.append(textwrap.indent(more, line[:len(line) - len(text)]))
    return "\n".join(lines)


def on_one_line(text):
    """Some blocks of one plain line stand behind their colon."""
    return re.sub(r":\n +(?! |@|(?:if|for|while|try|with|def|class|match|async|case|#)\b)(.*)(?=\n(?! )|$)",
                  lambda block: ": " + block[1] if R.random() < .4 else block[0], text)


def is_python(text):
    try:
        compile(text, "program.py", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def program():
    own = {symbol: R.choices(GRAMMAR[symbol], k=k) for symbol, k in (("source", 2), ("sink", 3), ("import", 5), ("name", 8))}
    own["quiet"] = R.random()
    loads = ".load", ".load", " . load", ".system", ".loads", "\\\n.load", ".jit.load"
    parts = "import requests, flask\n"
    for kind in ["import"] * R.randrange(4) + R.choices(("statement", "taint", "module"), k=R.randint(3, 7)):
        if kind == "taint":
            sink = R.choice(own["sink"])
            part = way(lambda value: sink.replace("<expr>", R.choice((value, value, value + "[0]", f"b'' + {value}"))), R.choice(own["source"]), R.randint(1, 5), own)
        elif kind == "module":
            part = way(lambda value: f"{value}{R.choice(loads)}(1)", R.choice(("torch", "pickle", "os", "t", "__import__('os')")), R.randint(1, 4), own)
        else:
            part = grow(kind, 5, own)
        parts = next((more for more in (parts + on_one_line(part) + "\n", parts + part + "\n") if is_python(more)), parts)
    return parts


def found(picket, folder, *options):
    command = [picket, "scan", "--all", "--isolated", "--format", "json", "-q", "--exit-zero", "--timeout", "60000", *options, folder]
    by_file = collections.defaultdict(list)
    for result in json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["results"]:
        by_file[os.path.basename(result["path"])].append(json.dumps(result, sort_keys=True))
    return {file: sorted(results) for file, results in by_file.items()}


def differing(picket, programs):
    """Those in which the sieve changes what is found, and how much is found in all."""
    with tempfile.TemporaryDirectory() as folder:
        for i, text in enumerate(programs):
            with open(f"{folder}/{i}.py", "w") as file:
                file.write(text)
        some, everything = found(picket, folder), found(picket, folder, "--no-sieve")
    return [text for i, text in enumerate(programs) if some.get(f"{i}.py") != everything.get(f"{i}.py")], sum(map(len, everything.values()))


def cut_short(picket, text):
    while True:
        lines = text.split("\n")
        less = {"\n".join(lines[:i] + lines[i + n:]) for n in range(1, len(lines)) for i in range(len(lines) - n)}
        left, _ = differing(picket, sorted(filter(is_python, less), key=len)[:ROUND])
        if not left:
            return text
        text = left[0]


def main():
    picket, seed, rounds = sys.argv[1], *map(int, (sys.argv[2:] + ["1", "20"][len(sys.argv[2:]):])[:2])
    findings = bad = 0
    for i in range(rounds):
        R.seed(f"{seed}.{i}")
        lost, n = differing(picket, [program() for _ in range(ROUND)])
        findings += n
        for text in lost[:max(0, SHOWN - bad)]:
            print("----\n" + cut_short(picket, text), flush=True)
        bad += len(lost)
    print(f"{rounds * ROUND} programs, {findings} findings, {bad} programs differ")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
