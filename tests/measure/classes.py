"""classes.py FOLDER... > rules/artifacts/classes.tsv: reads the source of the libraries that lie in the folders (site-packages, or
wheels unpacked there; several folders: several versions) and writes which of their classes a pickle makes without running anything:

    class   __new__ without arguments, and a state that goes into __dict__: neither is overridden, or what overrides it only sets attributes
    dict list set   the same, and items may be put in
    tuple   a namedtuple: made from its items
    enum    a member looked up by its value
    error   an exception, made from its arguments
    basic   an expression of sympy, made from its parts; not from texts, which it would evaluate
    template  a distribution of scipy, whose state has functions as text
    evaluates opens starts connects imports   what its constructor does with a text, so that calling it is no way to make an object

Nothing is imported. What the reader is not sure of is left out, with -v said on stderr, and so is nothing that pickle would have to be
told of: such a class is reported as unlisted. Columns: module, kind, names."""
import ast
import collections
import multiprocessing
import os
import re
import sys

INERT_BASES = set("""object abc.ABC typing.Generic typing.Protocol typing_extensions.Protocol dict list set frozenset tuple int float str
bytes complex bytearray collections.OrderedDict collections.UserDict collections.UserList collections.defaultdict collections.Counter
collections.deque collections.abc.Mapping collections.abc.MutableMapping collections.abc.Sequence collections.abc.Hashable
collections.abc.Callable collections.abc.Iterable collections.abc.Iterator collections.abc.Sized collections.abc.Container
collections.abc.Collection collections.abc.Set collections.abc.MutableSequence collections.abc.MutableSet typing.NamedTuple typing.Mapping typing.Callable
typing.Dict typing.List typing.Sequence typing.MutableMapping enum.Enum enum.IntEnum enum.Flag enum.IntFlag enum.StrEnum
numpy.ndarray torch.Tensor torch.autograd.Function contextlib.ContextDecorator argparse.Namespace types.SimpleNamespace datetime.tzinfo
torch.nn.Module torch.nn.modules.module.Module torch.utils.data.Dataset sklearn.base.BaseEstimator sklearn.base.TransformerMixin
sklearn.base.ClassifierMixin sklearn.base.RegressorMixin sklearn.base.ClusterMixin pydantic.BaseModel pydantic.main.BaseModel string.Formatter json.JSONEncoder logging.Filter numbers.Number""".split())
DICTS = {"dict", "collections.OrderedDict", "collections.UserDict", "collections.defaultdict", "typing.Dict", "collections.Counter", "collections.abc.MutableMapping"}
LISTS = {"list", "collections.UserList", "typing.List", "collections.deque"}
SETS = {"set"}
ENUMS = {"enum.Enum", "enum.IntEnum", "enum.Flag", "enum.IntFlag", "enum.StrEnum"}
INERT = {"class", "dict", "list", "set", "tuple", "enum", "error", "template", "basic"}
# Libraries whose objects people pickle; what else lies in a folder is read for its classes' sake and not written.
SKIPPED = set("""pip setuptools pkg_resources _distutils_hack huggingface_hub fsspec hf_xet httpcore2 httpx2 httpx httpcore anyio idna h11 filelock truststore yaml
_yaml click dill cloudpickle wrapt isympy prettytable wcwidth tqdm packaging distutils typing_extensions interface_meta narwhals threadpoolctl
joblib jinja2 markupsafe requests urllib3 certifi charset_normalizer pygments rich fontTools matplotlib IPython nvidia triton cuda aiohttp boto3 botocore
mypy pytest _pytest pluggy tornado psutil multiprocess sqlalchemy alembic mako graphviz plotly cycler kiwisolver pyparsing""".split())
ERRORS = re.compile(r"^(\w*(Error|Exception|Warning)|StopIteration|KeyboardInterrupt)$")
SAFE_CALLS = set("""super isinstance issubclass hasattr len dict list tuple set frozenset int float str bool type id zip enumerate range sorted
min max sum abs all any reversed iter next callable object.__new__ object.__setattr__ tuple.__new__ dict.__new__ list.__new__ str.__new__
int.__new__ float.__new__ warnings.warn warn OrderedDict defaultdict deque Counter threading.Lock threading.RLock Lock RLock repr
collections.OrderedDict collections.defaultdict weakref.WeakKeyDictionary weakref.WeakValueDictionary weakref.ref partial""".split())
SAFE_METHODS = set("""pop get items keys values copy setdefault update append extend startswith endswith format join split strip lower
upper __new__ __setstate__ __init__ __setattr__ add discard clear index count insert __init_subclass__ rsplit replace debug info warning""".split())
ACTS = [("evaluates", {"eval", "exec", "compile", "sympify", "parse_expr", "literal_eval", "numexpr.evaluate", "S"}),
        ("starts", {"os.system", "os.popen", "subprocess.Popen", "subprocess.run", "subprocess.call", "subprocess.check_output", "Popen", "os.execv"}),
        ("connects", {"socket.socket", "socket.create_connection", "urlopen", "urllib.request.urlopen", "requests.get", "requests.post", "create_engine", "urlretrieve"}),
        ("imports", {"importlib.import_module", "import_module", "__import__", "pickle.load", "pickle.loads", "joblib.load", "torch.load", "load_library", "ctypes.CDLL"}),
        ("opens", {"open", "io.open", "os.open", "os.makedirs", "os.mkdir", "os.remove", "os.unlink", "os.rename", "shutil.rmtree", "tempfile.mkdtemp",
                   "tempfile.NamedTemporaryFile", "np.load", "numpy.load", "np.memmap", "numpy.memmap", "codecs.open", "gzip.open", "h5py.File", "Path.mkdir", "sqlite3.connect",
                   "mmap.mmap", "builtins.open", "np.fromfile"})]


class Module:
    def __init__(self, name, path, is_package):
        self.name, self.path, self.is_package = name, path, is_package
        self.names, self.classes, self.functions, self.stars = {}, {}, {}, []


def dotted(node):
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        return ".".join([node.id] + parts[::-1])
    return None


def read(module):
    try:
        with open(module.path, "rb") as f:
            tree = ast.parse(f.read())
    except (SyntaxError, ValueError, RecursionError, OSError):
        return False
    body = list(tree.body)
    while body:
        node = body.pop(0)
        if isinstance(node, (ast.If, ast.Try, ast.With)):
            body = node.body + [n for h in getattr(node, "handlers", []) for n in h.body] + getattr(node, "orelse", []) + getattr(node, "finalbody", []) + body
        elif isinstance(node, ast.Import):
            for a in node.names:
                module.names[a.asname or a.name.split(".")[0]] = a.name if a.asname else a.name.split(".")[0]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = module.name.split(".")
                parts = parts[:len(parts) - node.level + module.is_package]
                base = ".".join(parts + ([node.module] if node.module else []))
            for a in node.names:
                if a.name == "*":
                    module.stars.append(base)
                else:
                    module.names[a.asname or a.name] = base + "." + a.name
        elif isinstance(node, ast.ClassDef):
            module.classes.setdefault(node.name, node)
            for inner in node.body:
                if isinstance(inner, ast.ClassDef):
                    module.classes.setdefault(node.name + "." + inner.name, inner)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            module.functions[node.name] = node
        elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            value, name = node.value, node.targets[0].id
            if isinstance(value, ast.Call) and (dotted(value.func) or "").split(".")[-1] == "namedtuple":
                module.classes.setdefault(name, value)
            elif dotted(value):
                module.names.setdefault(name, "=" + dotted(value))
    return True


class World:
    def __init__(self):
        self.modules, self.unsure = {}, collections.Counter()

    def add_tree(self, folder):
        for top, folders, files in os.walk(folder):
            folders[:] = [d for d in folders if d.isidentifier() and d not in ("tests", "test", "testing", "_testing", "conftest", "docs", "examples", "benchmarks")]
            for name in files:
                if not name.endswith(".py"):
                    continue
                rel = os.path.relpath(os.path.join(top, name), folder)[:-3].split(os.sep)
                is_package = rel[-1] == "__init__"
                rel = rel[:-1] if is_package else rel
                if rel and rel[0] not in SKIPPED and all(p.isidentifier() for p in rel):
                    m = Module(".".join(rel), os.path.join(top, name), is_package)
                    if read(m):
                        self.modules[m.name] = m

    def resolve(self, module, name, depth=0):
        """(module, class name) of what a name means there; or a dotted name from outside."""
        if depth > 12 or not name:
            return None
        head, _, rest = name.partition(".")
        if name in module.classes:
            return (module.name, name)
        if head in module.names:
            target = module.names[head]
            if target.startswith("="):
                return self.resolve(module, target[1:] + ("." + rest if rest else ""), depth + 1)
            return self.resolve_dotted(target + ("." + rest if rest else ""), depth + 1)
        for star in module.stars:
            other = self.modules.get(star)
            if other and other is not module:
                found = self.resolve(other, name, depth + 1)
                if found and not isinstance(found, str):
                    return found
        return name

    def resolve_dotted(self, name, depth=0):
        parts = name.split(".")
        for i in range(len(parts), 0, -1):
            m = self.modules.get(".".join(parts[:i]))
            if m:
                rest = ".".join(parts[i:])
                found = self.resolve(m, rest, depth + 1) if rest else None
                return found if found and not (isinstance(found, str) and found == rest) else name
        return name


class Judge:
    def __init__(self, world):
        self.world, self.memo = world, {}

    def mro(self, key, depth=0):
        """Classes of the walked sources, nearest first, and the bases from outside; None where a base is no name."""
        if depth > 30:
            return None
        module, node = self.world.modules[key[0]], self.world.modules[key[0]].classes[key[1]]
        if isinstance(node, ast.Call):
            return [], ["typing.NamedTuple"]
        inside, outside = [key], []
        for base in node.bases:
            if isinstance(base, ast.Subscript):
                base = base.value
            if isinstance(base, ast.Call):  # with_metaclass(ABCMeta, Base)
                if (dotted(base.func) or "").split(".")[-1] == "with_metaclass":
                    rest = base.args[1:]
                elif (dotted(base.func) or "").split(".")[-1] == "namedtuple":
                    outside.append("typing.NamedTuple")
                    continue
                else:
                    return None
            else:
                rest = [base]
            for b in rest:
                found = self.world.resolve(module, dotted(b))
                if found is None:
                    return None
                if isinstance(found, str):
                    outside.append(found)
                elif found != key and found not in inside:
                    more = self.mro(found, depth + 1)
                    if more is None:
                        return None
                    inside += [k for k in more[0] if k not in inside]
                    outside += more[1]
        return inside, outside

    def method(self, inside, name):
        for key in inside:
            node = self.world.modules[key[0]].classes[key[1]]
            for item in node.body:
                if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef)) and item.name == name:
                    return key, item
                if isinstance(item, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in item.targets):
                    return key, item
        return None

    def is_inert(self, inside, found, depth=0):
        key, node = found
        if not isinstance(node, ast.FunctionDef) or depth > 3:
            return isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for call in (n for n in ast.walk(node) if isinstance(n, (ast.Call, ast.Import, ast.ImportFrom))):
            if not isinstance(call, ast.Call):
                continue
            func = call.func
            name = dotted(func)
            last = func.attr if isinstance(func, ast.Attribute) else name
            if name in SAFE_CALLS or (last and ERRORS.match(last)):
                continue
            if name in ("getattr", "setattr", "delattr") and isinstance(call.args[0], ast.Name):
                continue
            if isinstance(func, ast.Attribute) and last in SAFE_METHODS:
                continue
            if name and name.startswith(("self.", "cls.")) and name.count(".") == 1:
                own = self.method(inside, last)
                if own and self.is_inert(inside, own, depth + 1):
                    continue
            return False
        return True

    def acts(self, inside, name="__init__", depth=0, seen=None):
        seen = seen if seen is not None else set()
        found = self.method(inside, name)
        if not found or depth > 3 or name in seen or not isinstance(found[1], ast.FunctionDef):
            return None
        seen.add(name)
        key, node = found
        module = self.world.modules[key[0]]
        return self.acts_in(node, module, inside, depth, seen)

    def acts_in(self, node, module, inside, depth, seen):
        later = []
        for call in (n for n in ast.walk(node) if isinstance(n, ast.Call)):
            name = dotted(call.func)
            if not name:
                continue
            full = module.names.get(name.split(".")[0], name.split(".")[0]).lstrip("=") + name[len(name.split(".")[0]):]
            for what, calls in ACTS:
                if name in calls or full in calls or (full.split(".")[-1] in ("sympify",) and what == "evaluates"):
                    return what
            if name.startswith(("self.", "cls.")) and name.count(".") == 1:
                later.append(name.split(".")[1])
            elif name in module.functions and depth < 2 and name not in seen:
                seen.add(name)
                what = self.acts_in(module.functions[name], module, inside, depth + 1, seen)
                if what:
                    return what
            elif name == "super" and getattr(node, "name", "") in ("__init__", "__new__"):
                later_key = node.name
                rest = inside[1:]
                if rest and self.method(rest, later_key) and (later_key, len(rest)) not in seen:
                    seen.add((later_key, len(rest)))
                    key, other = self.method(rest, later_key)
                    if isinstance(other, ast.FunctionDef):
                        what = self.acts_in(other, self.world.modules[key[0]], rest, depth + 1, seen)
                        if what:
                            return what
        for name in later:
            what = self.acts(inside, name, depth + 1, seen)
            if what:
                return what
        return None

    def kinds(self, key):
        found = self.mro(key)
        if found is None:
            return []
        inside, outside = found
        names = {o if "." in o else o for o in outside}
        out = []
        if inside:
            what = self.acts(inside, "__init__") or self.acts(inside, "__new__")
            if what:
                out.append(what)
        if ("sympy.core.basic", "Basic") in inside:
            return out + ["basic"]
        strange = [o for o in names if o not in INERT_BASES and not ERRORS.match(o.split(".")[-1])]
        if strange:
            self.world.unsure.update(strange)
            return out
        if "typing.NamedTuple" in names:
            return out + (["tuple"] if not inside or not self.method(inside, "__new__") or self.is_inert(inside, self.method(inside, "__new__")) else [])
        for special in ("__new__", "__setstate__", "__del__", "__getattr__", "__getattribute__", "__setattr__", "__hash__", "__eq__"):
            own = self.method(inside, special)
            if own and special in ("__hash__", "__eq__"):
                continue
            if own and special in ("__getattr__", "__getattribute__", "__setattr__"):
                if self.acts_in(own[1], self.world.modules[own[0][0]], inside, 2, set()) == "imports":
                    return out
                continue
            if special == "__setstate__" and own and own[0] == ("scipy.stats._distn_infrastructure", "rv_generic"):
                return out + ["template"]
            if own and not self.is_inert(inside, own):
                self.world.unsure[".".join(own[0]) + "." + special] += 1
                return out
        if names & ENUMS:
            return out + ["enum"]
        if any(ERRORS.match(o.split(".")[-1]) for o in names):
            return out + (["error"] if not what else [])
        for kind, bases, methods in (("dict", DICTS, ["__setitem__"]), ("list", LISTS, ["append", "extend"]), ("set", SETS, ["add", "update"])):
            if names & bases and all(not self.method(inside, m) or self.is_inert(inside, self.method(inside, m)) for m in methods):
                return out + [kind]
        return out + ["class"]


def homes(module, name):
    """Where pickle says that the class is: where it stands, or where @set_module("pandas") or `__module__ = ` in it says."""
    node = module.classes[name]
    said = [d.args[0].value for d in getattr(node, "decorator_list", []) if isinstance(d, ast.Call) and (dotted(d.func) or "").split(".")[-1] == "set_module"
            and d.args and isinstance(d.args[0], ast.Constant)]
    said += [i.value.value for i in getattr(node, "body", []) if isinstance(i, ast.Assign) and isinstance(i.value, ast.Constant) and isinstance(i.value.value, str)
             and any(isinstance(t, ast.Name) and t.id == "__module__" for t in i.targets)]
    return [module.name] + said


def walk(folder):
    """What one folder says: names by (module, kind), the classes that are not inert, and what was not sure."""
    lists, conflicts = collections.defaultdict(set), set()
    world = World()
    world.add_tree(folder)
    judge = Judge(world)
    for module, name, home in ((m, n, h) for m in world.modules.values() for n in m.classes for h in homes(m, n)):
        if home.split(".")[0] in SKIPPED:
            continue
        kinds = judge.kinds((module.name, name))
        if not INERT.intersection(kinds):
            conflicts.add((home, name))
        for kind in kinds:
            lists[home, kind].add(name)
    print("# %s: %d modules" % (os.path.basename(folder.rstrip("/")), len(world.modules)), file=sys.stderr)
    return lists, conflicts, world.unsure


def main(folders, verbose):
    lists, unsure, conflicts = collections.defaultdict(set), collections.Counter(), set()
    with multiprocessing.Pool(2, maxtasksperchild=1) as pool:
        for found, other, doubts in pool.imap_unordered(walk, folders):
            conflicts |= other
            unsure.update(doubts)
            for key, names in found.items():
                lists[key] |= names
    for (module, kind), names in sorted(lists.items()):
        if kind in INERT:
            names = {n for n in names if (module, n) not in conflicts}  # inert in each version, or not at all
        if names:
            print("%s\t%s\t%s" % (module, kind, " ".join(sorted(names))))
    if verbose:
        for what, n in unsure.most_common(400):
            print("%6d %s" % (n, what), file=sys.stderr)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main([a for a in arguments if a != "-v"], "-v" in arguments)
