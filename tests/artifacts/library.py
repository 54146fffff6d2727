"""Names of libraries that are harmless to refer to, used in ways that are not: nothing in these files is ever run, and what they name is
harmless too."""
import pickle

from build import *

ACTING, UNUSUAL, CLASS = "pickle-acting-call", "pickle-unusual-use", "pickle-library-class"
HIT = b"X\x1e\x00\x00\x00__import__('os').getpid() or 1"


def reduce(name, *args):
    module, _, last = name.rpartition(".")
    return glob(module, last) + b"(" + b"".join(args) + b"tR"


def newobj(name, *args):
    module, _, last = name.rpartition(".")
    return glob(module, last) + b"(" + b"".join(args) + b"t\x81"


def build(made, state):
    return made + state + b"b"


def num(n):
    return b"I%d\n" % n


def word(s):
    return b"X" + struct_len(s) + s.encode()


def struct_len(s):
    return len(s.encode()).to_bytes(4, "little")


def state_of(**items):
    return b"}(" + b"".join(word(k) + v for k, v in items.items()) + b"u"


# ---- constructors that evaluate, open, start, connect, import ----

EVALUATE = """sympy.functions.elementary.complexes.Abs sympy.functions.elementary.complexes.re sympy.polys.polytools.Poly sympy.integrals.integrals.Integral
sympy.core.function.Lambda sympy.core.add.Add sympy.core.mul.Mul sympy.core.power.Pow sympy.core.relational.Equality sympy.sets.sets.FiniteSet
sympy.functions.elementary.exponential.exp sympy.functions.elementary.trigonometric.sin sympy.concrete.summations.Sum sympy.series.limits.Limit
sympy.matrices.immutable.ImmutableDenseMatrix sympy.functions.elementary.piecewise.Piecewise sympy.core.function.Derivative sympy.sets.sets.Interval
sympy.logic.boolalg.And sympy.functions.elementary.miscellaneous.Max sympy.functions.combinatorial.factorials.factorial sympy.core.containers.Dict""".split()
OTHERS = """nltk.tag.hunpos.HunposTagger PIL.TiffImagePlugin.AppendingTiffWriter pyarrow.lib.OSFile pyarrow.lib.MemoryMappedFile
optuna.storages._rdb.storage.RDBStorage optuna.storages.journal._file.JournalFileBackend pyarrow._fs.LocalFileSystem xgboost.core.Booster lightgbm.basic.Booster
lightgbm.basic.Dataset gensim.corpora.mmcorpus.MmCorpus datasets.arrow_dataset.Dataset transformers.models.bert.tokenization_bert.BertTokenizer
tokenizers.Tokenizer spacy.vocab.Vocab PIL.ImageFont.FreeTypeFont catboost.core.Pool nltk.parse.malt.MaltParser""".split()


STRANGE = {"pyarrow._fs.LocalFileSystem", "lightgbm.basic.Dataset", "catboost.core.Pool"}


def constructors():
    for name in EVALUATE:
        put("library/call/%s.pkl" % name, PROTO2 + reduce(name, HIT) + b".", ACTING)
        put("library/new/%s.pkl" % name, PROTO2 + newobj(name, HIT) + b".", ACTING)
    for name in OTHERS:
        put("library/call/%s.pkl" % name, PROTO2 + reduce(name, HIT) + b".", ACTING, *([UNLISTED] if name in STRANGE else []))
    abs_ = EVALUATE[0]
    module, _, last = abs_.rpartition(".")
    hidden = {
        "list": b"](" + HIT + b"e", "dict": b"}(" + HIT + HIT + b"u", "tuple": b"(" + HIT + b"t", "deep": b"(((" + HIT + b"ttt",
        "scalar": reduce("numpy.core.multiarray.scalar", reduce("numpy.dtype", word("U30"), num(0), num(1)), b"C\x04abcd"),
        "string": reduce("collections.UserString", HIT), "version": newobj("torch.torch_version.TorchVersion", HIT),
        "str": glob("copyreg", "_reconstructor") + b"(" + glob("builtins", "str") + glob("builtins", "str") + HIT + b"tR",
        "set": b"\x8f(" + HIT + b"\x90",
    }
    for how, arg in hidden.items():
        put("library/hidden/%s.pkl" % how, PROTO4 + reduce(abs_, arg) + b".", ACTING, *([UNUSUAL] if how == "string" else []))
    later = b"]q\x01\x85q\x020h\x01" + HIT + b"a0" + glob(module, last) + b"h\x02R."
    put("library/hidden/put-later.pkl", PROTO2 + later, ACTING)
    many = b"(" + num(1) * 20 + HIT + b"t"
    put("library/hidden/many.pkl", PROTO2 + glob(module, last) + many + b"R.", ACTING)
    put("library/inst.pkl", b"(" + b"S'__import__(\"os\").getpid()'\n" + b"i" + module.encode() + b"\n" + last.encode() + b"\n.", ACTING)
    put("library/obj.pkl", PROTO2 + b"(" + glob(module, last) + HIT + b"o.", ACTING)
    put("library/newobj-function.pkl", reduce("copyreg.__newobj__", glob(module, last), HIT) + b".", ACTING)
    put("library/newobj-ex.pkl", PROTO4 + glob(module, last) + b"(" + HIT + b"t}\x92.", ACTING)
    put("library/newobj-keywords.pkl", PROTO4 + glob(module, last) + b")" + b"}(" + word("evaluate") + HIT + b"u\x92.", ACTING)
    put("library/newobj-ex-function.pkl", reduce("copyreg.__newobj_ex__", glob(module, last), b"(" + HIT + b"t", b"}") + b".", ACTING)


# ---- functions that call what they are given ----


def callers():
    base = reduce("copyreg._reconstructor", glob("sklearn.utils._bunch", "Bunch"), glob("sympy.core.function", "Lambda"), HIT)
    put("library/caller/reconstructor-base.pkl", base + b".", UNUSUAL)
    put("library/caller/generator.pkl", PROTO2 + reduce("numpy.random._pickle.__generator_ctor", word("MT19937"), glob("sympy.core.function", "Lambda")) + b".", UNUSUAL)
    put("library/caller/masked.pkl", PROTO2 + reduce("numpy.ma.core._mareconstruct", glob("sympy.core.function", "Lambda"), glob("numpy", "ndarray"), b"(" + num(0) + b"t", b"C\x01b") + b".", UNUSUAL)
    put("library/caller/reconstruct.pkl", PROTO2 + reduce("numpy.core.multiarray._reconstruct", glob("sympy.core.function", "Lambda"), b"(" + num(0) + b"t", b"C\x01b") + b".", UNUSUAL)
    put("library/caller/rebuild.pkl", PROTO2 + reduce("torch._tensor._rebuild_from_type_v2", glob("sympy.core.function", "Lambda"), glob("torch", "Tensor"), b"(" + HIT + b"t", b"}") + b".", UNUSUAL)
    put("library/caller/dill-array.pkl", PROTO2 + reduce("dill._dill._create_array", glob("sympy.core.function", "Lambda"), b"(" + HIT + b"t", b"N") + b".", CALL)
    put("library/caller/ufunc.pkl", PROTO2 + reduce("numpy.core._ufunc_reconstruct", word("os"), word("getpid")) + b".", CALL)
    put("library/caller/ufunc-computed.pkl", PROTO2 + reduce("numpy.core._ufunc_reconstruct", num(1), word("getpid")) + b".", UNUSUAL)
    put("library/caller/new-index.pkl", PROTO2 + reduce("pandas.core.indexes.base._new_Index", glob("sympy.core.function", "Lambda"), b"}") + b".", UNUSUAL)
    put("library/caller/partial.pkl", PROTO2 + build(reduce("functools.partial", glob("builtins", "int")), b"(" + glob("sympy.core.function", "Lambda") + b"(" + HIT + b"t}Nt") + b".", CALL)
    put("library/caller/new-object.pkl", PROTO2 + reduce("sklearn.neighbors._kd_tree.newObj", glob("sympy.core.function", "Lambda")) + b".", UNUSUAL)


# ---- states and items ----

EXEC = "\ndef _parse_args(self, a=__import__('os').getpid(), loc=0, scale=1):\n    return (a), loc, scale\n"
HONEST = "\ndef _parse_args(self, a, loc=0, scale=1):\n    return (a,), loc, scale\n\ndef _parse_args_rvs(self, a, loc=0, scale=1, size=None):\n    return self._argcheck_rvs(a, loc, scale, size=size)\n"


def states():
    gen = newobj("scipy.stats._continuous_distns.norm_gen")
    put("library/state/distribution.pkl", PROTO2 + build(gen, state_of(_parse_arg_template=word(EXEC))) + b".", ACTING)
    put("library/state/distribution-honest.pkl", PROTO2 + build(gen, state_of(_parse_arg_template=word(HONEST))) + b".")
    put("library/state/distribution-before.pkl", PROTO2 + state_of(_parse_arg_template=word(EXEC)) + b"q\x010" + gen + b"h\x01b.", ACTING)
    put("library/state/rv-continuous.pkl", PROTO2 + build(newobj("scipy.stats._distn_infrastructure.rv_continuous"), state_of(_parse_arg_template=word(EXEC))) + b".", ACTING)
    key = reduce("numpy.core.multiarray.scalar", reduce("numpy.dtype", word("U19"), num(0), num(1)), b"C\x04abcd")
    put("library/state/computed-key.pkl", PROTO2 + build(gen, b"}(" + key + word(EXEC) + b"u") + b".", ACTING)
    twice = state_of(_parse_arg_template=word(HONEST)) + b"(" + word("_parse_arg_template") + word(EXEC) + b"u"
    put("library/state/put-again.pkl", PROTO2 + build(gen, twice) + b".", ACTING)
    put("library/state/model-data.pkl", PROTO2 + build(newobj("statsmodels.base.data.PandasData"), state_of(restore_design_info=b"N", formula=word("y ~ __import__('os').getpid()"))) + b".", ACTING)
    put("library/state/model-data-honest.pkl", PROTO2 + build(newobj("statsmodels.base.data.PandasData"), state_of(restore_design_info=b"N", formula=word("y ~ x1 + x2"))) + b".")
    put("library/state/logger.pkl", PROTO2 + build(reduce("logging.getLogger", word("a")), state_of(disabled=num(1))) + b".", TAMPERED)
    dtype = reduce("numpy.dtype", word("V8"), num(0), num(1))
    fields = b"(" + num(3) + word("|") + b"N(" + word("a") + b"t}" + word("a") + b"(" + reduce("numpy.dtype", word("O8"), num(0), num(1)) + num(0) + b"ts" + num(8) + num(1) + b"%st"
    put("library/state/dtype-flags.pkl", PROTO2 + build(dtype, fields % num(0)) + b".", TAMPERED)
    put("library/state/dtype-honest.pkl", PROTO2 + build(dtype, fields % num(63)) + b".")
    put("library/state/dtype-object.pkl", PROTO2 + build(reduce("numpy.dtype", word("O8"), num(0), num(1)), b"(" + num(3) + word("|") + b"NNN" + num(-1) + num(-1) + num(0) + b"t") + b".", TAMPERED)
    linear = newobj("sklearn.linear_model._base.LinearRegression")
    put("library/state/twice.pkl", PROTO2 + build(build(linear, state_of(coef_=num(1))), state_of(coef_=num(2))) + b".", UNUSUAL)
    put("library/state/items.pkl", PROTO2 + linear + word("a") + num(1) + b"s.", UNUSUAL)
    put("library/state/append.pkl", PROTO2 + linear + num(1) + b"a.", UNUSUAL)
    put("library/state/add.pkl", PROTO4 + linear + b"(" + num(1) + b"\x90.", UNUSUAL)
    put("library/state/function.pkl", PROTO2 + build(reduce("numpy.core.multiarray.scalar", reduce("numpy.dtype", word("f8"), num(0), num(1)), b"C\x04abcd"), b"}") + b".", UNUSUAL)
    put("library/state/lazy-frame.pkl", PROTO2 + build(newobj("polars.lazyframe.frame.LazyFrame"), b"C\x03abc") + b".", UNUSUAL)


# ---- calls that a constructor's own pickling never makes ----


def calls():
    for name in """sklearn.linear_model._base.LinearRegression torch.nn.modules.linear.Linear pandas.core.frame.DataFrame numpy.ndarray numpy.matrix builtins.bytes
builtins.int builtins.str torch.Tensor torch.FloatStorage numpy.float64 networkx.classes.graph.Graph xgboost.sklearn.XGBClassifier sklearn.tree._classes.DecisionTreeClassifier
pandas.core.indexes.base.Index scipy.sparse._csr.csr_matrix sklearn.metrics.accuracy_score numpy.exp typing.Union random.Random string.Template""".split():
        put("library/odd/%s.pkl" % name, PROTO2 + reduce(name, HIT, HIT, HIT) + b".", UNUSUAL)
    put("library/bomb/bytearray.pkl", PROTO2 + reduce("builtins.bytearray", num(2 ** 47)) + b".", UNUSUAL)
    put("library/bomb/bytes.pkl", PROTO2 + reduce("builtins.bytes", num(2 ** 47)) + b".", UNUSUAL)
    put("library/bomb/list.pkl", PROTO2 + reduce("builtins.list", reduce("builtins.range", num(2 ** 47))) + b".", UNUSUAL)
    put("library/bomb/set.pkl", PROTO2 + reduce("builtins.set", reduce("builtins.range", num(2 ** 47))) + b".", UNUSUAL)
    put("library/bomb/array.pkl", PROTO2 + reduce("numpy.core.multiarray._reconstruct", glob("numpy", "ndarray"), b"(" + num(2 ** 40) + b"t", b"C\x01b") + b".", UNUSUAL)


def honest():
    linear = newobj("sklearn.linear_model._base.LinearRegression")
    put("library/honest/linear.pkl", PROTO2 + build(linear, state_of(coef_=num(1))) + b".", CLASS)
    put("library/honest/abs.pkl", PROTO4 + newobj(EVALUATE[0], newobj("sympy.core.symbol.Symbol", word("x"))) + b".", CLASS)
    array = build(reduce("numpy.core.multiarray._reconstruct", glob("numpy", "ndarray"), b"(" + num(0) + b"t", b"C\x01b"), b"(" + num(1) + b"(" + num(1) + b"t" + reduce("numpy.dtype", word("f8"), num(0), num(1)) + num(0) + b"C\x08abcdefght")
    put("library/honest/array.pkl", PROTO4 + array + b".", SILENT)
    create = reduce("dill._dill._create_array", glob("numpy.core.multiarray", "_reconstruct"), b"(" + glob("numpy", "ndarray") + b"(" + num(0) + b"tC\x01bt", b"(" + num(1) + b"(" + num(0) + b"tNNC\x00t")
    put("library/honest/dill.pkl", PROTO4 + create + b".", SILENT)
    put("library/honest/memmap.pkl", PROTO4 + reduce("numpy.core.multiarray._reconstruct", glob("numpy", "memmap"), b"(" + num(0) + b"t", b"C\x01b") + b".", SILENT)
    put("library/honest/plain.pkl", pickle.dumps({"a": bytearray(b"x"), "b": range(4), "c": 1j, "d": slice(1), "e": ValueError("x")}, 2), SILENT)


MAKERS = constructors, callers, states, calls, honest
