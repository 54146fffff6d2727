"""Pickles: every way to name something, to call it, to hide it, to break off, to ask for too much."""
import base64
import gzip
import pickle
import struct

from build import *

# ---- gadgets that lists of bad names have missed ----

GADGETS = """
os.system posix.system nt.system subprocess.Popen builtins.eval builtins.exec builtins.__import__ builtins.getattr builtins.compile
builtins.apply __builtin__.eval __builtin__.execfile __builtin__.reduce commands.getoutput popen2.popen2 pip.main pip._internal.main
idlelib.pyshell.ModifiedInterpreter idlelib.debugobj.ObjectTreeItem idlelib.autocomplete.AutoComplete idlelib.calltip.Calltip idlelib.run.Executive
cProfile.run cProfile.runctx profile.run profile.Profile trace.Trace ctypes.CDLL operator.attrgetter _operator.attrgetter
_operator.methodcaller operator.methodcaller pydoc.locate code.InteractiveInterpreter lib2to3.pgen2.grammar.Grammar
lib2to3.pgen2.pgen.ParserGenerator doctest.debug_script ensurepip._run_pip pty.spawn pkgutil.resolve_name
distutils.file_util.write_file numpy.f2py.crackfortran.getlincoef asyncio.unix_events._UnixSubprocessTransport
torch.fx.experimental.symbolic_shapes.ShapeEnv torch._dynamo.guards.GuardBuilder torch.utils.bottleneck.__main__.run_cprofile
torch.utils.collect_env.run torch.utils.data.datapipes.utils.decoder.basichandlers torch.jit.unsupported_tensor_ops.execWrapper
torch.utils._config_module.ConfigModule uuid._get_command_stdout imaplib.IMAP4_stream _pyrepl.pager.pipe_pager
_osx_support._read_output _aix_support._read_cmd_output test.support.script_helper.assert_python_ok logging.FileHandler
_io.FileIO io.open types.CodeType types.FunctionType urllib.request.urlopen timeit.timeit numpy.testing._private.utils.runstring
torch._inductor.codecache.compile_file torch.serialization.load torch.load torch.hub.load venv.create bdb.Bdb runpy._run_code
cloudpickle.loads ssl.get_server_certificate marshal.loads importlib.import_module inspect.getattr_static typing.get_type_hints
codeop.compile_command dataclasses._create_fn codecs.open http.client.HTTPConnection httplib.HTTPSConnection jinja2.Template
asteval.Interpreter simpleeval.simple_eval mailcap.findmatch distutils.spawn.spawn multiprocessing.util.spawnv_passfds
platform.popen linecache.getlines difflib.Differ gc.get_objects _interpreters.create requests.api.get aiohttp.ClientSession
socket.create_connection shutil.rmtree sys.exit webbrowser.open smtplib.SMTP pandas.read_pickle numpy.load joblib.load dill.loads
pickle.loads _pickle.loads cPickle.loads tempfile.mktemp glob.glob importlib.machinery.SourceFileLoader
picklescan.scanner.scan_bytes modelscan.modelscan.ModelScan modelaudit.core.scan_model_directory_or_file saferpickle.saferpickle.load
fickling.fickle.Pickled idlelib.pyshell.ModifiedInterpreter.runcode idlelib.pyshell.ModifiedInterpreter.runcommand
idlelib.debugobj.ObjectTreeItem.SetText idlelib.autocomplete.AutoComplete.get_entity idlelib.autocomplete.AutoComplete.fetch_completions
idlelib.calltip.get_entity idlelib.calltip.Calltip.fetch_tip idlelib.run.Executive.runcode profile.runctx profile.Profile.run profile.Profile.runctx
trace.Trace.run trace.Trace.runctx code.InteractiveInterpreter.runcode code.InteractiveInterpreter.runsource code.InteractiveConsole.push
lib2to3.pgen2.grammar.Grammar.loads lib2to3.pgen2.pgen.ParserGenerator.make_label asyncio.unix_events._UnixSubprocessTransport._start
torch.fx.experimental.symbolic_shapes.ShapeEnv.evaluate_guards_expression torch._dynamo.guards.GuardBuilder.get
torch.utils.bottleneck.__main__.run_autograd_prof torch.utils.collect_env.run_and_read_all torch.utils._config_module.ConfigModule.load_config
torch.utils._config_module.load_config bdb.Bdb.run multiprocessing.context.Process ctypes.WinDLL runpy.run_path runpy.run_module
importlib.machinery.SourceFileLoader.load_module pathlib.Path.write_text distutils.spawn.find_executable 
cloudpickle.cloudpickle._make_function cloudpickle.cloudpickle.CloudPickler numpy.f2py.crackfortran.myeval numpy.f2py.crackfortran._eval_length
numpy.testing.run_module_suite commands.run _pydev_imps._pydev_execfile.execfile _pydev_bundle._pydev_execfile.execfile pydevd.main
builtins.print builtins.input builtins.vars IPython.core.display.display threading.Thread signal.alarm breakpoint.x
""".split()


def gadgets():
    for gadget in GADGETS:
        parts = gadget.split(".")
        of_class = next((i for i, part in enumerate(parts[:-1]) if i and part.lstrip("_")[:1].isupper()), len(parts) - 1)
        module, name = ".".join(parts[:of_class]), ".".join(parts[of_class:])
        rule = UNLISTED if gadget in ("breakpoint.x", "builtins.print") else DANGER
        put("gadget/%s.pkl" % gadget, PROTO4 * ("." in name) + call(module, name) + b".", rule)
    put("gadget/pathlib-write.pkl", PROTO4 + stack_global("pathlib", "Path.write_text") + b")R.", DANGER)
    put("gadget/unknown.pkl", call("picket_fixture_nowhere", "run") + b".", UNLISTED)
    partial = glob("functools", "partial") + glob("os", "system") + b"\x85R."
    put("gadget/partial.pkl", PROTO2 + partial, DANGER, CALL)
    load = glob("functools", "partial") + glob("torch.serialization", "load") + b"\x85R)R."
    put("gadget/partial-torch-load.pkl", PROTO2 + load, DANGER, CALL)
    method = call("operator", "methodcaller") + call("pydoc", "locate") + b"\x85R."
    put("gadget/methodcaller-locate.pkl", PROTO2 + method, DANGER, CALL)
    code = call("marshal", "loads") + b"0" + glob("types", "FunctionType") + b")R."
    put("gadget/marshal-function.pkl", PROTO2 + code, DANGER)
    static = glob("inspect", "getattr_static") + call("importlib", "import_module") + b"X\x06\x00\x00\x00system\x86R."
    put("gadget/getattr-static.pkl", PROTO2 + static, DANGER)


# ---- the stream itself ----


def places():
    put("place/library.pkl", PROTO2 + glob("sklearn.linear_model._logistic", "LogisticRegression") + b")\x81}b.", "pickle-library-class")
    put("place/repo/tools/loading.py", b"x = 1\n")
    put("place/repo/weights/local.pkl", PROTO2 + call("tools.loading", "restore") + b".", "pickle-repository-global")
    old = PROTO2 + glob("joblib.numpy_pickle_compat", "NDArrayWrapper") + b")R."
    put("place/companion.joblib", old, "joblib-companion-file")


def names():
    """The same call by every way to name it, each an allowed module at first sight."""
    put("names/dotted-pathlib.pkl", PROTO4 + stack_global("pathlib", "os.system") + b")R.", DANGER)
    put("names/dotted-torch.pkl", PROTO4 + stack_global("torch.serialization", "os.system") + b")R.", DANGER)
    put("names/dotted-numpy.pkl", PROTO4 + stack_global("numpy", "os.system") + b")R.", DANGER)
    put("names/dotted-global.pkl", PROTO4 + glob("collections", "abc.sys.modules.get") + b")R.", DANGER)
    put("names/dotted-inst.pkl", PROTO4 + b"(icollections\n_sys.exit\n.", DANGER)
    put("names/dunder.pkl", PROTO4 + stack_global("builtins", "eval.__call__") + b")R.", DANGER)
    put("names/dotted-plain.pkl", PROTO4 + stack_global("collections", "OrderedDict.fromkeys") + b")R.", UNLISTED)
    put("names/submodule.pkl", call("asyncio.base_subprocess", "BaseSubprocessTransport") + b".", DANGER)
    put("names/python2-urlopen.pkl", PROTO2 + call("urllib", "urlopen") + b".", DANGER)
    put("names/python2-urllib2.pkl", PROTO2 + call("urllib2", "urlopen") + b".", DANGER)
    put("names/python2-imap.pkl", PROTO2 + call("itertools", "imap") + b".", DANGER)
    put("names/unicode-escape.pkl", b"V\\u006fs\nV\\u0073ystem\n" + b"\x93)R.", DANGER)
    put("names/string-escape.pkl", b"S'\\x6fs'\nS'\\163ystem'\n\x93)R.", DANGER)
    put("names/binstring.pkl", b"U\x02osU\x06system\x93)R.", DANGER)
    put("names/computed-codec.pkl", PROTO4 + text("os") + stack_global("_codecs", "encode") + text("flfgrz") + text("rot13") + b"\x86R\x93)R.",
        COMPUTED, CALL)
    put("names/computed-str.pkl", PROTO4 + text("os") + stack_global("builtins", "str") + text("system") + b"\x85R\x93)R.", COMPUTED, "pickle-unusual-use")
    put("names/number.pkl", PROTO4 + b"K\x01" + text("system") + b"\x93)R.", COMPUTED)
    put("names/extension.pkl", PROTO2 + b"\x82\x01)R.", "pickle-extension-registry")
    put("names/extension2.pkl", PROTO2 + b"\x83\x01\x02)R.", "pickle-extension-registry")
    put("names/extension4.pkl", PROTO2 + b"\x84\x01\x02\x00\x00)R.", "pickle-extension-registry")
    put("names/persistent.pkl", b"Pid\n.", "pickle-persistent-id")
    put("names/binary-persistent.pkl", PROTO2 + b"X\x02\x00\x00\x00idQ.", "pickle-persistent-id")
    getattr_ = glob("builtins", "getattr")
    walked = getattr_ + glob("zoneinfo", "ZoneInfo") + b"X\x09\x00\x00\x00_unpickle\x86R"
    put("names/getattr-class.pkl", PROTO2 + walked + b"(X\x02\x00\x00\x00hiI01\ntR.", QUIET)
    put("names/getattr-method.pkl", PROTO2 + getattr_ + glob("pathlib", "Path") + b"X\x0a\x00\x00\x00write_text\x86R" + ARG + b"R.", DANGER)
    put("names/getattr-dunder.pkl", PROTO2 + getattr_ + glob("collections", "OrderedDict") + b"X\x08\x00\x00\x00__init__\x86R" + ARG + b"R.", DANGER)
    put("names/getattr-kept.pkl", PROTO2 + b"]" + getattr_ + b"q\x00" + walked[len(getattr_):] + b"ah\x00a.", DANGER)
    put("names/first-opcode.pkl", text("os") + text("system") + b"\x93)R.", DANGER)
    put("names/empty-stack.pkl", PROTO4 + b"N0N0\x93)R.", BROKEN)
    put("names/getattr-chain.pkl", call("builtins", "getattr") + ARG + b"R.", DANGER, CALL)


def memo():
    put("memo/put-get.pkl", PROTO4 + text("os") + b"q\x000" + text("system") + b"q\x010h\x00h\x01\x93)R.", DANGER)
    put("memo/memoize.pkl", PROTO4 + text("os") + b"\x940" + text("system") + b"\x940h\x00h\x01\x93)R.", DANGER)
    put("memo/long.pkl", PROTO4 + text("os") + b"r\x00\x01\x00\x000j\x00\x01\x00\x00" + text("system") + b"\x93)R.", DANGER)
    put("memo/text.pkl", b"S'os'\np 1\n0g+1\nS'system'\n\x93)R.", DANGER)
    put("memo/dup.pkl", PROTO4 + text("os") + b"2\x940" + text("system") + b"\x93)R.", DANGER)
    put("memo/redefined.pkl", PROTO4 + text("collections") + b"q\x000" + text("os") + b"q\x000h\x00" + text("system") + b"\x93)R.", DANGER)
    put("memo/mark-pop.pkl", PROTO4 + b"(0(K\x011" + text("os") + text("system") + b"\x93)R.", DANGER)
    first = PROTO4 + text("collections") + b"\x94" + text("OrderedDict") + b"\x94\x93\x94."
    second = PROTO4 + text("os") + b"\x940" + text("system") + b"\x940h\x00h\x01\x93)R."
    put("memo/carried-over.pkl", first + second, DANGER)
    put("memo/missing.pkl", PROTO4 + text("collections") + text("OrderedDict") + b"\x93h\x07.", BROKEN)
    put("memo/after-missing.pkl", PROTO4 + stack_global("os", "system") + b")Rh\x63.", DANGER, BROKEN)
    put("memo/huge-key.pkl", PROTO2 + b"Nr\xff\xff\xff\xff.", BOMB)


def calls():
    put("calls/reduce.pkl", system(), DANGER)
    put("calls/inst.pkl", b"(S'hi'\nios\nsystem\n.", DANGER)
    put("calls/inst-no-args.pkl", b"(icode\nInteractiveInterpreter\n.", DANGER)
    put("calls/obj.pkl", b"(" + glob("os", "system") + b"S'hi'\no.", DANGER)
    put("calls/obj-pop.pkl", b"(" + glob("smtplib", "SMTP") + b"S'hi'\no0N.", DANGER)
    put("calls/newobj.pkl", PROTO2 + glob("os", "popen") + b")\x81.", DANGER)
    put("calls/newobj-ex.pkl", PROTO4 + stack_global("os", "popen") + b")}\x92.", DANGER)
    put("calls/build-setstate.pkl", PROTO2 + glob("picket_fixture_nowhere", "Loader") + b")\x81}X\x01\x00\x00\x00aNsb.", UNLISTED)
    put("calls/newobj-setstate.pkl", PROTO2 + glob("asteval.asteval", "Interpreter") + b")\x81}X\x01\x00\x00\x00aNsb.", DANGER)
    put("calls/build-on-function.pkl", PROTO2 + glob("_codecs", "encode") + b"}b.", TAMPERED)
    put("calls/build-on-class.pkl", PROTO2 + glob("collections", "OrderedDict") + b"}b.", TAMPERED)
    put("calls/build-on-module.pkl", PROTO2 + glob("sys", "modules") + b"}X\x01\x00\x00\x00aNsb.", TAMPERED, DANGER)
    put("calls/setitem-on-global.pkl", PROTO2 + glob("collections", "OrderedDict") + b"X\x01\x00\x00\x00aNs.", TAMPERED)
    put("calls/setitems-on-global.pkl", PROTO2 + glob("collections", "OrderedDict") + b"(X\x01\x00\x00\x00aNu.", TAMPERED)
    put("calls/append-on-global.pkl", PROTO2 + glob("collections", "deque") + b"Na.", TAMPERED)
    put("calls/appends-on-global.pkl", PROTO2 + glob("collections", "deque") + b"(NNe.", TAMPERED)
    put("calls/additems-on-global.pkl", PROTO4 + glob("builtins", "set") + b"(NN\x90.", TAMPERED)
    put("calls/setitem-on-list.pkl", PROTO2 + b"](K\x00Nu.", TAMPERED)
    put("calls/result-of-call.pkl", PROTO2 + glob("collections", "OrderedDict") + b")R)R.", CALL)
    put("calls/nested.pkl", PROTO4 + glob("pickle", "loads") + b"C" + bytes([len(system())]) + system() + b"\x85R.", DANGER)
    # the inner pickle names more than the outer one has named, and the outer goes on with a name of both
    many = PROTO2 + b"".join(glob("picket_fixture_%d" % i, "x") + b"0" for i in range(40)) + glob("os", "system") + b"."
    outer = PROTO4 + glob("os", "system") + b"q\x000" + glob("pickle", "loads") + b"B" + struct.pack("<I", len(many)) + many + b"\x85Rh\x00)R."
    put("calls/nested-names.pkl", outer, DANGER, UNLISTED, NESTED)
    inner = system(PROTO2)
    put("calls/load-from-bytes.pkl", PROTO4 + glob("torch.storage", "_load_from_bytes") + b"C" + bytes([len(inner)]) + inner + b"\x85R.", DANGER, NESTED)
    put("calls/load-from-computed.pkl", PROTO4 + glob("torch.storage", "_load_from_bytes") + glob("builtins", "bytes") + b")R\x85R.", CALL)
    put("calls/exception-oriented.pkl", PROTO4 + stack_global("os", "system") + b")RK\x01K\x02\x93.", DANGER, COMPUTED)


def values():
    """Pickles that are values: nobody runs them yet."""
    inner, harmless = PROTO4 + call("os", "system") + b".", pickle.dumps({"weights": [1.5] * 4}, 4)
    holds = lambda value, protocol=4: pickle.dumps({"state": value, "step": 1}, protocol)
    put("values/raw.pkl", holds(inner), NESTED)
    put("values/second.pkl", holds(harmless + inner), NESTED)
    put("values/broken.pkl", holds(inner[:-1]), NESTED)
    put("values/base64.pkl", holds(base64.b64encode(inner).decode()), NESTED)
    put("values/base64-lines.pkl", holds(base64.encodebytes(inner * 3).decode()), NESTED)
    put("values/hexadecimal.pkl", holds(inner.hex()), NESTED)
    put("values/twice.pkl", holds(base64.b64encode(holds(inner)).decode()), NESTED)
    put("values/in-json.zip", zipped([("data", b'{"policy": {":type:": "x", ":serialized:": "%s"}}' % base64.b64encode(inner))]), NESTED)
    put("values/harmless.pkl", holds([harmless, base64.b64encode(harmless).decode(), "gA" * 20, "800400" * 9, b"\x80\x04" * 20]), QUIET)


def broken():
    put("broken/after-reduce.pkl", system()[:-1], DANGER, BROKEN)
    put("broken/garbage.pkl", system()[:-1] + b"\xff\xff\xff", DANGER, BROKEN)
    put("broken/truncated-proto.pkl", system(PROTO2)[:-1], DANGER, BROKEN)
    put("broken/invalid-bytes.pkl", PROTO4 + stack_global("os", "system") + b")R\xfe" + bytes(20), DANGER, BROKEN)
    put("broken/underflow.pkl", PROTO2 + glob("os", "system") + b")R0000.", DANGER, BROKEN)
    put("broken/second-pickle.pkl", CLEAN + system(), DANGER)
    put("broken/third-pickle.pkl", CLEAN + CLEAN + system(PROTO2), DANGER)
    put("broken/behind-garbage.pkl", CLEAN + b"\x00garbage\xff" + system(PROTO4), DANGER)
    put("broken/garbage-first.bin", b"\x00\x01garbage\xff\xfe" * 9 + system(PROTO4), DANGER)
    put("broken/int-prefix.pkl", b"I0x10\n0" + system(), DANGER, DIVERGENT)
    put("broken/int-octal.pkl", b"I010\n0" + system(), DANGER, DIVERGENT)
    put("broken/long-prefix.pkl", b"L0x10L\n0" + system(), DANGER, DIVERGENT)
    put("broken/int-underscore.pkl", b"I1_0\n0" + system(), DANGER, DIVERGENT)
    put("broken/float-underscore.pkl", b"F1_0\n0" + system(), DANGER, DIVERGENT)
    put("broken/string-not-ascii.pkl", b"S'\xff\xfe'\n0" + system(), DANGER)
    put("broken/int-nul.pkl", b"I1\x002\n0" + system(), DANGER, DIVERGENT)
    put("broken/float-first.pkl", b"F1.5\n0" + system(), DANGER)
    put("broken/protocol-6.pkl", b"\x80\x06" + call("os", "system") + b".", DANGER, DIVERGENT)
    put("broken/protocol-later.pkl", PROTO2 + b"N0" + PROTO4 + call("os", "system") + b".", DANGER, DIVERGENT)
    straddle = PROTO4 + b"\x95" + struct.pack("<Q", 4) + text("collections") + text("OrderedDict") + b"\x93."
    put("broken/frame-straddle.pkl", straddle, DIVERGENT)
    put("broken/frame-too-long.pkl", PROTO4 + b"\x95" + struct.pack("<Q", 9999) + b"Nq\x000N.", DIVERGENT)
    nested = b"\x95" + struct.pack("<Q", 20) + b"\x95" + struct.pack("<Q", 9) + b"N0N0N0N0N.."
    put("broken/frame-nested.pkl", PROTO4 + nested, DIVERGENT)
    put("broken/string-unquoted.pkl", PROTO2 + glob("os", "system") + b")RSfoo\n.", DANGER, BROKEN)
    put("broken/negative-binstring.pkl", PROTO2 + glob("os", "system") + b")RT\xff\xff\xff\xff.", DANGER, BROKEN)


def bombs():
    doubling = PROTO4 + b")" + b"2\x86" * 64 + b"."
    put("bomb/tuples.pkl", doubling, BOMB)
    lists = PROTO2 + b"]q\x00" + b"".join(b"]q%c(h%ch%ce" % (i + 1, i, i) for i in range(60)) + b"."
    put("bomb/lists.pkl", lists, BOMB)
    put("bomb/marks.pkl", PROTO2 + b"(" * 2000000 + b".", BOMB)
    lists = PROTO4 + text("lol") + b"\x94" + b"".join(b"(" + b"h%c" % n * 10 + b"l\x94" for n in range(40)) + b"."
    put("bomb/laughs.pkl", lists, BOMB)
    put("bomb/far-keys.pkl", PROTO2 + b"N" + b"".join(b"r" + struct.pack("<I", (i * 2654435761) & 0xffffffff) for i in range(50)) + b".", BOMB)
    put("bomb/zeros.pkl.gz", gzip.compress(gzip.compress(bytes(100 << 20))), QUIET)


def crowds():
    """Much that is harmless in front of what is not: nothing may be pushed out."""
    last = call("os", "system") + b"."
    odd = PROTO2 + b"".join(glob("picket_fixture_nowhere", "f%d" % i) + b"0" for i in range(1000))
    put("crowd/unlisted.pkl", odd + last, UNLISTED, DANGER)
    put("crowd/names.pkl", PROTO2 + b"".join(glob("sklearn.x", "C%d" % i) + b"0" for i in range(70000)) + last, UNLISTED, DANGER)
    put("crowd/extensions.pkl", PROTO2 + b"".join(b"\x82%c0" % i for i in range(1, 256)) + last, "pickle-extension-registry", DANGER)


def cut():
    """Ends too soon, or asks for more than there is, before anything has happened."""
    put("cut/header.pkl", PROTO4, NOT)
    put("cut/frame.pkl", PROTO4 + b"\x95" + struct.pack("<Q", 2) + b"\x8c", BROKEN, DIVERGENT)
    put("cut/long-bytes.pkl", b"\x80\x03B\xff\xff\xff\xffabc.", BROKEN)
    put("cut/long-string.bin", PROTO4 + b"\x8d" + b"\xff" * 8 + b"abc.", BROKEN)
    put("cut/marks-as-text.pkl", b"(" * 2000000, BOMB)
    put("cut/marks-as-text.txt", b"(" * 2000000 + b".", BOMB)


def quiet():
    put("quiet/dict.pkl", CLEAN, QUIET)
    for protocol in range(6):
        data = pickle.dumps({"a": [1, 2.5, None, True, "s", b"b", (1, 2), {3}], "n": 1 << 80}, protocol)
        put("quiet/protocol-%d.pkl" % protocol, data, QUIET)
    put("quiet/collections.pkl", pickle.dumps(__import__("collections").OrderedDict(a=1), 2), QUIET)
    put("quiet/big.pkl", pickle.dumps([bytes(100000), "x" * 100000, list(range(5000))], 4), QUIET)
    put("quiet/future.pkl", PROTO2 + glob("__future__", "division") + b".", QUIET)
    put("quiet/codec.pkl", PROTO2 + glob("_codecs", "encode") + b"X\x01\x00\x00\x00aX\x06\x00\x00\x00latin1\x86R.", QUIET)
    put("quiet/prose.bin", b"cat\ndog\nI think that this is text, (really)\n", QUIET)
    put("quiet/words.txt", b"cat\ndog\nelephant\n(in\nfoo\nRest.\n", QUIET)
    put("quiet/table.csv", b"const_p1,const_p2\n0.1,0.2\n.5,.7\n", QUIET)
    put("quiet/program.so", b"\x7fELF\x02\x01\x01" + b"\x80\x02(\x00\x80\x04N\x00" * 20000 + b"\x80\x02" + b"N" * 4000, QUIET)
    put("quiet/random.bin", bytes((i * 7919 + i * i) >> 3 & 255 for i in range(50000)), QUIET)
    put("quiet/empty.pkl", b"", QUIET)
    put("quiet/lfs.bin", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", QUIET)


MAKERS = (gadgets, places, names, memo, calls, values, broken, bombs, crowds, cut, quiet)
