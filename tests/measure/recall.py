#!/usr/bin/env python3
"""How many of the dangerous calls in real trees picket finds: recall.py TREE...

An independent reading of every .py file and notebook with Python's own parser: imports are resolved, a name that is bound by
anything else is left out, and each call of the table below is looked for in `picket --all`. Prints a table and the calls
that picket has no finding for. Environment: PICKET, the binary (build/picket).
"""
import ast
import collections
import json
import os
import re
import subprocess
import sys
import warnings

warnings.simplefilter("ignore")


# ---- what counts as a sink ----

def keyword(call, name):
    for k in call.keywords:
        if k.arg == name:
            return k.value
    return None


def is_const(node, value):
    return isinstance(node, ast.Constant) and node.value is value


def has(name, value=None):
    return lambda c: is_const(keyword(c, name), value) if value is not None else keyword(c, name) is not None


def lacks(*names):
    return lambda c: all(keyword(c, n) is None for n in names) and not any(k.arg is None for k in c.keywords)


def either(*tests):
    return lambda c: any(t(c) for t in tests)


def both(*tests):
    return lambda c: all(t(c) for t in tests)


def always(call):
    return True


def is_text(node):
    """A literal, or put together from literals and names that stand for nothing else."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mod)):
        return is_text(node.left) and is_text(node.right)
    if isinstance(node, (ast.List, ast.Tuple)):
        return all(map(is_text, node.elts))
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id in VALUES.literal)


def dynamic_first(call):
    return bool(call.args) and not is_text(call.args[0]) and not isinstance(call.args[0], ast.Starred)


def is_dumped(node):
    """What this program pickled itself."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "dumps"
    return isinstance(node, ast.Name) and node.id in VALUES.dumped


def from_elsewhere(call):
    return not (call.args and is_dumped(call.args[0]))


def reads_checkpoint(call):
    """Not one that this file saved, nor under a list of what may be built."""
    own = call.args and ast.unparse(call.args[0]) in VALUES.saved
    return not own and not any(first <= call.lineno <= last for first, last in VALUES.limited)


def name_of(call):
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def loads_model(call):
    return has("safe_mode", False)(call) and re.search("load|deserialize|from_config", name_of(call)) is not None


def literal_first(call):
    return bool(call.args) and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)


def repository_first(call):
    return literal_first(call) and re.fullmatch(r"[\w.-]+/[\w.-]+", call.args[0].value) is not None


def unsafe_yaml(call):
    loader = keyword(call, "Loader") or (call.args[1] if len(call.args) > 1 else None)
    return loader is None or not ast.unparse(loader).endswith(("SafeLoader", "BaseLoader")) and "Loader" in ast.unparse(loader)


def http_first(call):
    return literal_first(call) and re.match(r"http://(?!localhost|127\.|0\.0\.0\.0|192\.168|10\.)", call.args[0].value) is not None


def weak_hash(call):
    return not is_const(keyword(call, "usedforsecurity"), False)


def numpy_pickle(call):
    return has("allow_pickle", True)(call) or (len(call.args) > 2 and is_const(call.args[2], True))


def shell_true(call):
    return has("shell", True)(call)


def extracts(call):
    given = keyword(call, "filter")
    return given is None and keyword(call, "members") is None


class Values:
    """Names of a file that only ever hold literals, or only what was pickled here; files that it writes itself."""

    def __init__(self, modules):
        self.literal = self.dumped = frozenset()
        self.saved = {ast.unparse(n.args[1]) for m in modules for n in ast.walk(m)
                      if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute) and n.func.attr == "save" and len(n.args) > 1}
        self.limited = [(n.lineno, n.end_lineno) for m in modules for n in ast.walk(m)
                        if isinstance(n, ast.With) and "safe_globals" in ast.unparse(n.items[0].context_expr)]
        values = collections.defaultdict(list)
        for module in modules:
            for node in ast.walk(module):
                for name, value in self.assigned(node):
                    values[name].append(value)
        for _ in range(3):
            global VALUES
            VALUES = self
            self.literal = {n for n, v in values.items() if all(x is not None and is_text(x) for x in v)}
            self.dumped = {n for n, v in values.items() if all(x is not None and is_dumped(x) for x in v)}

    @staticmethod
    def assigned(node):
        if isinstance(node, ast.arg):
            yield node.arg, None
        elif isinstance(node, ast.Assign) and all(isinstance(t, ast.Name) for t in node.targets):
            for t in node.targets:
                yield t.id, node.value
        elif isinstance(node, ast.For) and isinstance(node.target, ast.Name):
            yield node.target.id, node.iter
        elif isinstance(node, (ast.Assign, ast.For, ast.AugAssign, ast.With, ast.NamedExpr, ast.comprehension, ast.AnnAssign)):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                    yield inner.id, None


VALUES = None

# These say more of a call that another rule finds too, and take its place.
CHAINS = ("hub-file-then-unpickle", "download-then-load", "extract-then-load-loop", "load-in-directory-loop", "network-to-code",
          "request-to-code", "model-output-to-code")

# sink of the catalogue, names, condition, ids of rules that answer (prefixes)
SINKS = [
    ("A1 torch.load, no weights_only", ["torch.load", "torch.serialization.load"],
     both(lacks("weights_only", "pickle_module"), reads_checkpoint), ["torch-load"]),
    ("A1 torch.load, weights_only=False", ["torch.load", "torch.serialization.load"], both(has("weights_only", False), reads_checkpoint),
     ["torch-load"]),
    ("A4 torch.hub.load", ["torch.hub.load"], both(literal_first, lacks("source")), ["torch-hub"]),
    ("A5 state dict from a URL", ["torch.hub.load_state_dict_from_url", "torch.utils.model_zoo.load_url"], lacks("weights_only"),
     ["torch-state-dict-from-url"]),
    ("A6 torch.jit.load", ["torch.jit.load", "torch.export.load"], always, ["torch-jit-load"]),
    ("A8 torch.package", ["torch.package.PackageImporter"], always, ["torch-package"]),
    ("A9 native code", ["torch.ops.load_library", "torch.utils.cpp_extension.load", "torch.utils.cpp_extension.load_inline"], always,
     ["native-"]),
    ("A10 object collectives", ["torch.distributed." + n for n in
                                ("broadcast_object_list", "all_gather_object", "gather_object", "scatter_object_list", "recv_object_list")],
     always, ["torch-distributed-objects"]),
    ("A10 rpc", ["torch.distributed.rpc.init_rpc"], always, ["torch-rpc"]),
    ("B1 trust_remote_code=True", ["*"], has("trust_remote_code", True),
     ["trust-remote-code", "datasets-trust", "smolagents-remote", "hub-kernels"]),
    ("B6 use_safetensors=False", ["*"], has("use_safetensors", False), ["safetensors-off"]),
    ("B6 safe_serialization=False", ["*"],
     both(has("safe_serialization", False), lambda c: not name_of(c).startswith(("test_", "_test_"))), ["safe-serialization-off"]),
    ("B9 evaluate.load", ["evaluate.load", "datasets.load_metric"], always, ["evaluate-load"]),
    ("B10 hub download, unpinned", ["huggingface_hub.hf_hub_download", "huggingface_hub.snapshot_download"],
     both(lacks("revision"), lambda c: not has("local_files_only", True)(c)),
     ["hub-", "download-then-load", "upload-whole", "trust-remote"]),
    ("B7 load_dataset of a repository", ["datasets.load_dataset"], both(repository_first, lacks("revision")),
     ["hub-dataset", "datasets-trust", "load-dataset"]),
    ("C1 load_model", ["keras.models.load_model", "keras.saving.load_model", "tensorflow.keras.models.load_model"], always, ["keras-"]),
    ("C2 safe_mode=False", ["*"], loads_model, ["keras-safe-mode-off"]),
    ("C3 Lambda layer", ["keras.layers.Lambda", "tensorflow.keras.layers.Lambda"], always, ["keras-lambda"]),
    ("C4 get_file without a hash", ["keras.utils.get_file", "tensorflow.keras.utils.get_file"], lacks("file_hash", "md5_hash"),
     ["keras-get-file", "http-"]),
    ("C5 saved model, hub", ["tensorflow.saved_model.load", "tensorflow_hub.load", "tensorflow_hub.KerasLayer"], always, ["tensorflow-"]),
    ("D1 numpy allow_pickle=True", ["numpy.load"], numpy_pickle, ["numpy-allow-pickle"]),
    ("D2 read_pickle", ["pandas.read_pickle"], always, ["pandas-read-pickle"]),
    ("D2 read_hdf", ["pandas.read_hdf", "pandas.HDFStore"], always, ["pandas-read-hdf"]),
    ("D3 read_html, read_xml", ["pandas.read_html", "pandas.read_xml"], always, ["pandas-read-"]),
    ("D6 joblib.load", ["joblib.load", "sklearn.externals.joblib.load"], always, ["joblib-load"]),
    ("D6 gensim, nltk, fastai", ["fastai.learner.load_learner", "fastai.vision.all.load_learner", "nltk.data.load"], always,
     ["fastai", "nltk", "stats"]),
    ("D7 mlflow load_model", ["mlflow.pyfunc.load_model", "mlflow.sklearn.load_model", "mlflow.pytorch.load_model"], always,
     ["mlflow-load"]),
    ("D8 pickle", [m + n for m in ("pickle.", "_pickle.", "dill.", "cloudpickle.") for n in ("load", "loads")], from_elsewhere,
     ["pickle-", "dill-", "cloudpickle", "torch-load-state", "extract-then", "network-to", "zmq", "hub-file", "download-then", "load-in"]),
    ("D8 Unpickler", ["pickle.Unpickler", "dill.Unpickler"], always, ["pickle-unpickler", "dill"]),
    ("D8 marshal, shelve, jsonpickle", ["marshal.load", "marshal.loads", "shelve.open", "jsonpickle.decode"], always,
     ["marshal", "shelve", "jsonpickle"]),
    ("D yaml.load", ["yaml.load", "yaml.load_all"], unsafe_yaml, ["yaml-"]),
    ("D yaml.unsafe_load, full_load", ["yaml.unsafe_load", "yaml.full_load"], always, ["yaml-"]),
    ("E1 unpack_archive", ["shutil.unpack_archive"], lacks("filter"), ["unpack-archive", "extract-then"]),
    ("E3 urlretrieve", ["urllib.request.urlretrieve", "wget.download", "gdown.download"], always,
     ["download-", "http-", "urlopen", "shell-download"]),
    ("E3 urlopen", ["urllib.request.urlopen"], dynamic_first, ["urlopen", "request-to", "download-", "no-timeout", "http-"]),
    ("E4 http:// in a call", ["requests.get", "requests.post", "urllib.request.urlopen", "urllib.request.urlretrieve", "pandas.read_csv"],
     http_first, ["http-", "llm-api"]),
    ("F5 gradio share=True", ["*"], has("share", True), ["gradio-share", "public-tunnel"]),
    ("F6 verify=False", ["requests.get", "requests.post", "requests.request", "httpx.get", "httpx.post"], has("verify", False), ["tls-"]),
    ("F6 unverified context", ["ssl._create_unverified_context"], always, ["ssl-"]),
    ("G1 CodeAgent", ["smolagents.CodeAgent"], lacks("executor_type"), ["smolagents", "agent-"]),
    ("eval", ["eval"], dynamic_first, ["eval-", "model-output", "request-to", "network-to", "pandas-eval"]),
    ("exec", ["exec"], dynamic_first, ["exec-", "model-output", "request-to", "network-to"]),
    ("shell=True", ["subprocess." + n for n in ("run", "call", "check_call", "check_output", "Popen")], shell_true,
     ["subprocess-shell", "argument-to-shell", "request-to", "model-output", "wildcard", "runtime-pip", "shell-download"]),
    ("os.system, os.popen", ["os.system", "os.popen"], dynamic_first,
     ["os-system", "argument-to-shell", "request-to", "model-output", "runtime-pip", "shell-download", "wildcard"]),
    ("requests without timeout", ["requests." + n for n in ("get", "post", "put", "delete", "head", "patch", "request")], lacks("timeout"),
     ["no-timeout"]),
    ("md5, sha1", ["hashlib.md5", "hashlib.sha1"], weak_hash, ["weak-hash", "md5-password"]),
    ("mktemp", ["tempfile.mktemp"], always, ["temp-name-race"]),
    ("import_module", ["importlib.import_module"], dynamic_first, ["dynamic-import"]),
    ("XML parsers", ["xml.etree.ElementTree.parse", "xml.etree.ElementTree.fromstring", "xml.dom.minidom.parse",
                     "xml.dom.minidom.parseString"], always, ["stdlib-parse"]),
    ("lxml", ["lxml.etree.parse", "lxml.etree.fromstring"], always, ["lxml-"]),
]
BY_NAME = collections.defaultdict(list)
for sink in SINKS:
    for name in sink[1]:
        BY_NAME[name].append(sink)


# ---- names ----

class Names(ast.NodeVisitor):
    """What each name of a module means: one import, or something that is left out."""

    def __init__(self):
        self.imports, self.bound = {}, set()

    def bind_import(self, name, target):
        if self.imports.setdefault(name, target) != target:
            self.bound.add(name)

    def visit_Import(self, node):
        for a in node.names:
            if a.asname:
                self.bind_import(a.asname, a.name)
            else:
                self.bind_import(a.name.split(".")[0], a.name.split(".")[0])

    def visit_ImportFrom(self, node):
        for a in node.names:
            if node.level:
                self.bound.add(a.asname or a.name)
            elif a.name != "*":
                self.bind_import(a.asname or a.name, f"{node.module}.{a.name}")

    def visit_Name(self, node):
        if not isinstance(node.ctx, ast.Load):
            self.bound.add(node.id)

    def visit_arg(self, node):
        self.bound.add(node.arg)
        self.generic_visit(node)

    def visit_FunctionDef(self, node, *, method=False):
        if not method:
            self.bound.add(node.name)
        self.generic_visit(node)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node):
        self.bound.add(node.name)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
                self.visit_FunctionDef(child, method=True)
            else:
                self.visit(child)

    def resolve(self, node):
        parts = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name) or node.id in self.bound:
            return None
        root = self.imports.get(node.id, node.id if not parts and node.id in ("eval", "exec") else None)
        return root and ".".join([root] + parts[::-1])


ALIASES = [(re.compile(p), r) for p, r in (
    (r"^tf_keras\.", "tensorflow.keras."), (r"^tensorflow\.compat\.v[12]\.", "tensorflow."), (r"^six\.moves\.cPickle", "pickle"),
    (r"^cPickle", "pickle"), (r"^keras\.src\.", "keras."), (r"^(tensorflow\.)?keras\.layers\.core\.", r"\1keras.layers."))]


def canonical(name):
    for pattern, to in ALIASES:
        name = pattern.sub(to, name)
    return name


# ---- files ----

def expected_in(module, names):
    """(sink, first line, last line) of each call."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        name = names.resolve(node.func)
        for sink in BY_NAME["*"] + (BY_NAME[canonical(name)] if name else []):
            if sink[2](node):
                yield sink, node.lineno, node.end_lineno


def parse(text):
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return None


def python_of(cell):
    """A cell without shell lines and magics, line by line."""
    text = "".join(cell.get("source", []))
    if re.match(r"\s*%%(?!time|timeit|capture|prun)", text):
        return ""
    return "\n".join(re.sub(r"\S.*", "pass", line, count=1) if re.match(r"\s*[!%?]|[\w. ]+ = [!%]|.*\?\s*$", line) else line
                     for line in text.split("\n"))


def look_at_module(path):
    with open(path, "rb") as f:
        module = parse(f.read())
    if not module:
        return
    names = Names()
    names.visit(module)
    Values([module])
    for sink, first, last in expected_in(module, names):
        yield sink, None, first, last


def look_at_notebook(path):
    try:
        with open(path, encoding="utf-8") as f:
            cells = json.load(f).get("cells", [])
    except (ValueError, AttributeError):
        return
    names, modules = Names(), []
    for i, cell in enumerate(cells, 1):
        module = parse(python_of(cell)) if cell.get("cell_type") == "code" else None
        if module:
            names.visit(module)
            modules.append((i, module))
    Values([module for _, module in modules])
    for i, module in modules:
        for sink, first, last in expected_in(module, names):
            yield sink, i, first, last


def files_of(tree):
    for folder, folders, files in os.walk(tree):
        folders[:] = [d for d in folders if d not in (".git", "node_modules", "__pycache__", "venv", ".venv", "site-packages")]
        for name in files:
            if name.endswith((".py", ".ipynb")):
                yield os.path.join(folder, name)


# ---- comparison ----

def findings_of(tree):
    """(path, cell or None) -> [(line, id)]"""
    options = ["--all", "--no-gitignore", "--exit-zero", "--format", "json", "--show-suppressed"]
    command = [os.environ.get("PICKET", "build/picket"), *options, tree]
    out = subprocess.run(command, capture_output=True, check=True).stdout
    found = collections.defaultdict(list)
    for r in json.loads(out)["results"]:
        book = r["extra"].get("notebook")
        place = (os.path.realpath(r["path"]), book["cell"] if book else None)
        found[place].append((book["line"] if book else r["start"]["line"], r["check_id"]))
    return found


def main(trees):
    total, hit = collections.Counter(), collections.Counter()
    per_tree, missed = {}, []
    for tree in trees:
        found = findings_of(tree)
        n = ok = 0
        for path in files_of(tree):
            look = look_at_notebook if path.endswith(".ipynb") else look_at_module
            for sink, cell, first, last in look(path):
                here = found[os.path.realpath(path), cell]
                good = any(first <= line <= last and rule.startswith(tuple(sink[3]) + CHAINS) for line, rule in here)
                total[sink[0]] += 1
                hit[sink[0]] += good
                n, ok = n + 1, ok + good
                if not good:
                    missed.append(f"{path}:{f'cell {cell}:' if cell else ''}{first} {sink[0]}")
        per_tree[tree] = (n, ok)
    print("| sink | calls | found | recall |\n|---|---|---|---|")
    for sink in SINKS:
        if total[sink[0]]:
            print(f"| {sink[0]} | {total[sink[0]]} | {hit[sink[0]]} | {100 * hit[sink[0]] / total[sink[0]]:.1f} % |")
    print("\n| tree | calls | found |\n|---|---|---|")
    for tree, (n, ok) in per_tree.items():
        print(f"| {os.path.basename(tree.rstrip('/'))} | {n} | {ok} |")
    print(f"\n{sum(total.values())} calls, {sum(hit.values())} found: {100 * sum(hit.values()) / max(1, sum(total.values())):.2f} %")
    for line in missed:
        print("missed:", line)


if __name__ == "__main__":
    main(sys.argv[1:])
