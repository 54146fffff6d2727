"""Writes the fixtures of the artifacts tests: gen.py FOLDER.

Every published way around a scanner is made here once, with payloads that do nothing: names that no one imports, calls to
print. The files are parsed by picket and never loaded. expected.tsv says of each file which rules must speak ("-" for
silence above INFO); several rules are separated by spaces.
"""
import bz2
import gzip
import io
import lzma
import os
import pickle
import struct
import sys
import tarfile
import zipfile
import zlib

PROTO2, PROTO4 = b"\x80\x02", b"\x80\x04"
DANGER, UNLISTED, BROKEN = "pickle-dangerous-global", "pickle-unlisted-global", "pickle-broken"
COMPUTED, DIVERGENT, TAMPERED = "pickle-computed-global", "pickle-divergent", "pickle-tampered-object"
CALL, NOT, ZIP = "pickle-computed-call", "artifact-not-inspected", "archive-tampered"
BOMB, POLYGLOT = "artifact-bomb", "artifact-polyglot"
QUIET = "-"
TORCH_MAGIC = b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19."

fixtures = {}


def put(name, data, *rules):
    assert name not in fixtures, name
    fixtures[name] = (data, rules or (QUIET,))


# ---- pieces of pickles ----


def glob(module, name):
    return b"c%s\n%s\n" % (module.encode(), name.encode())


def text(s):
    s = s.encode()
    return b"\x8c" + bytes([len(s)]) + s


def stack_global(module, name):
    return text(module) + text(name) + b"\x93"


ARG = b"(X\x02\x00\x00\x00hit"


def call(module, name):
    return glob(module, name) + ARG + b"R"


def system(protocol=b""):
    return protocol + call("os", "system") + b"."


CLEAN = pickle.dumps({"weights": [1.5, 2.5], "step": 3}, 2)


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
picklescan.scanner.scan_bytes modelscan.modelscan.ModelScan
fickling.fickle.Pickled IPython.core.display.display threading.Thread signal.alarm breakpoint.x
""".split()


def gadgets():
    for gadget in GADGETS:
        module, name = gadget.rsplit(".", 1)
        rule = UNLISTED if gadget == "breakpoint.x" else DANGER
        put("gadget/%s.pkl" % gadget, call(module, name) + b".", rule)
    put("gadget/pathlib-write.pkl", PROTO4 + stack_global("pathlib", "Path.write_text") + b")R.", DANGER)
    put("gadget/print.pkl", call("builtins", "print") + b".", UNLISTED)
    put("gadget/unknown.pkl", call("picket_fixture_nowhere", "run") + b".", UNLISTED)
    partial = glob("functools", "partial") + glob("os", "system") + b"\x85R."
    put("gadget/partial.pkl", PROTO2 + partial, DANGER, CALL)


# ---- the stream itself ----


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
    put("names/computed-str.pkl", PROTO4 + text("os") + stack_global("builtins", "str") + text("system") + b"\x85R\x93)R.", COMPUTED)
    put("names/number.pkl", PROTO4 + b"K\x01" + text("system") + b"\x93)R.", COMPUTED)
    put("names/extension.pkl", PROTO2 + b"\x82\x01)R.", "pickle-extension-registry")
    put("names/extension2.pkl", PROTO2 + b"\x83\x01\x02)R.", "pickle-extension-registry")
    put("names/extension4.pkl", PROTO2 + b"\x84\x01\x02\x00\x00)R.", "pickle-extension-registry")
    put("names/persistent.pkl", b"Pid\n.", "pickle-persistent-id")
    put("names/binary-persistent.pkl", PROTO2 + b"X\x02\x00\x00\x00idQ.", "pickle-persistent-id")
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
    inner = system(PROTO2)
    put("calls/load-from-bytes.pkl", PROTO4 + glob("torch.storage", "_load_from_bytes") + b"C" + bytes([len(inner)]) + inner + b"\x85R.", DANGER)
    put("calls/load-from-computed.pkl", PROTO4 + glob("torch.storage", "_load_from_bytes") + glob("builtins", "bytes") + b")R\x85R.", CALL)
    put("calls/exception-oriented.pkl", PROTO4 + stack_global("os", "system") + b")RK\x01K\x02\x93.", DANGER, COMPUTED)


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
    put("bomb/zeros.pkl.gz", gzip.compress(gzip.compress(bytes(100 << 20))), QUIET)


# ---- containers ----


def zipped(members, method=zipfile.ZIP_STORED, comment=b""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as z:
        for name, data in members:
            z.writestr(zipfile.ZipInfo(name), data, method)
        z.comment = comment
    return out.getvalue()


def tarred(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as t:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            t.addfile(info, io.BytesIO(data))
    return out.getvalue()


def seven_zip(payload):
    """One member, in an uncompressed LZMA2 chunk, behind a plain header."""
    packed = b"\x01" + struct.pack(">H", len(payload) - 1) + payload + b"\x00"
    header = (b"\x01\x04\x06\x00\x01\x09" + bytes([len(packed)]) + b"\x00\x07\x0b\x01\x00\x01\x21\x21\x01\x00\x0c" +
              bytes([len(payload)]) + b"\x00\x08\x0a\x01" + struct.pack("<I", zlib.crc32(payload)) + b"\x00\x00\x05\x01\x11\x0d\x00" +
              "d.pkl\0".encode("utf-16le") + b"\x00\x00")
    start = struct.pack("<QQI", len(packed), len(header), zlib.crc32(header))
    return b"7z\xbc\xaf\x27\x1c\x00\x04" + struct.pack("<I", zlib.crc32(start)) + start + packed + header


def patch(data, at, new):
    return data[:at] + new + data[at + len(new):]


def torch_zip(pickled, extra=(), root="archive"):
    members = [(root + "/data.pkl", pickled), (root + "/byteorder", b"little"), (root + "/data/0", bytes(64)), (root + "/version", b"3\n")]
    return zipped(members + [(root + "/" + name, data) for name, data in extra])


def storage(numel=16, dtype="FloatStorage"):
    return (b"(X\x07\x00\x00\x00storage" + glob("torch", dtype) + b"X\x01\x00\x00\x000X\x03\x00\x00\x00cpuK%ctQ" % numel)


def tensor(size, stride, numel=16):
    shape = b"K%cK%c\x86K%cK%c\x86" % (size + stride)
    return (glob("torch._utils", "_rebuild_tensor_v2") + b"(" + storage(numel) + b"K\x00" + shape + b"\x89" +
            glob("collections", "OrderedDict") + b")RtR")


def zips():
    put("zip/member.zip", zipped([("a/readme.txt", b"hello"), ("b/c.weights", system())]), DANGER)
    put("zip/deflated.zip", zipped([("b/c.weights", system(PROTO2) + bytes(5000))], zipfile.ZIP_DEFLATED), DANGER)
    put("zip/bzip2.zip", zipped([("c.weights", system(PROTO2))], zipfile.ZIP_BZIP2), DANGER)
    put("zip/lzma.zip", zipped([("c.weights", system(PROTO2))], zipfile.ZIP_LZMA), DANGER)
    put("zip/in-zip.zip", zipped([("inner.bin", zipped([("data.pkl", system())], zipfile.ZIP_DEFLATED))]), DANGER)
    plain = zipped([("data.pkl", system(PROTO2))])
    end = plain.rindex(b"PK\5\6")
    central = plain.index(b"PK\1\2")
    name = plain.index(b"data.pkl")
    put("zip/other-local-name.zip", patch(plain, name, b"data.txt"), ZIP, DANGER)
    put("zip/encrypted-flag.zip", patch(patch(plain, 6, b"\x01"), central + 8, b"\x01"), ZIP, DANGER)
    put("zip/strong-flag.zip", patch(plain, central + 8, b"\x40"), ZIP, DANGER)
    put("zip/patch-flag.zip", patch(plain, central + 8, b"\x20"), ZIP, DANGER)
    crc = struct.pack("<I", 1)
    put("zip/bad-crc.zip", patch(patch(plain, 14, crc), central + 16, crc), "archive-damaged", DANGER)
    garbage = bytes(range(7, 7 + len(system(PROTO2))))
    locked = plain.replace(system(PROTO2), garbage)
    put("zip/encrypted.zip", patch(patch(locked, 6, b"\x01"), central + 8, b"\x01"), NOT)
    put("zip/unknown-method.zip", patch(patch(plain, 8, b"\x63"), central + 10, b"\x63"), NOT)
    put("zip/no-directory.zip", plain[:central], "archive-damaged", DANGER)
    put("zip/prefixed.bin", b"prefix" * 20 + plain, DANGER)
    put("zip/end-in-comment.zip", zipped([("data.pkl", system(PROTO2))], comment=b"PK\5\6" + bytes(18)), DANGER)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr(zipfile.ZipInfo("archive/data.pkl"), system(PROTO2))
        z.writestr(zipfile.ZipInfo("archive/data.pkm"), CLEAN)
    put("zip/duplicate.zip", out.getvalue().replace(b"data.pkm", b"data.pkl"), ZIP, DANGER)
    hidden = zipped([("a.pkl", CLEAN)])
    extra = zipped([("b.pkl", system(PROTO2))])
    local = extra[:extra.index(b"PK\1\2")]
    c = hidden.index(b"PK\1\2")
    e = hidden.index(b"PK\5\6")
    moved = hidden[:c] + local + hidden[c:e] + patch(hidden[e:], 16, struct.pack("<I", c + len(local)))
    put("zip/unlisted.zip", moved, ZIP, DANGER)
    put("zip/behind-end.zip", zipped([("a.pkl", CLEAN)]) + system(PROTO2), POLYGLOT, DANGER)
    put("zip/pickle-first.bin", system(PROTO2) + plain, POLYGLOT, DANGER)
    put("zip/escaping-name.zip", zipped([("../../evil.py", b"x = 1\n")]), "archive-member-path")
    put("zip/plain.zip", zipped([("a.txt", b"hello"), ("b.pkl", CLEAN)], zipfile.ZIP_DEFLATED), QUIET)
    put("zip/commented.zip", zipped([("b.pkl", CLEAN)], comment=b"made by a test"), QUIET)
    assert end > central


def archives():
    put("packed/7z.pt", seven_zip(system(PROTO2)), DANGER)
    put("packed/7z-broken.pt", seven_zip(system(PROTO2)[:-1] + b"\xff\xff"), DANGER, BROKEN)
    put("packed/gz.pkl", gzip.compress(system()), DANGER)
    put("packed/two-members.gz", gzip.compress(CLEAN) + gzip.compress(system(PROTO2)), DANGER)
    put("packed/zlib.joblib", zlib.compress(system(PROTO2)), DANGER)
    put("packed/bz2.joblib", bz2.compress(system(PROTO2)), DANGER)
    put("packed/xz.joblib", lzma.compress(system(PROTO2)), DANGER)
    put("packed/lzma.joblib", lzma.compress(system(PROTO2), format=lzma.FORMAT_ALONE), DANGER)
    old = zlib.compress(system(PROTO2))
    put("packed/old-joblib.bin", b"ZF" + hex(len(system(PROTO2))).ljust(19).encode() + old, DANGER)
    put("packed/truncated.gz", gzip.compress(system(PROTO2) + os.urandom(4000))[:-900], NOT, DANGER)
    put("packed/tar.nemo", tarred([("model_config.yaml", b"a: 1\n"), ("model_weights.ckpt", system(PROTO2))]), DANGER)
    put("packed/tar-gz.nemo", gzip.compress(tarred([("model_weights.ckpt", torch_zip(system(PROTO2)))])), DANGER)
    put("packed/tar-escape.tar", tarred([("../evil.sh", b"echo\n")]), "archive-member-path")
    put("packed/clean.tar.gz", gzip.compress(tarred([("a.pkl", CLEAN), ("b.txt", b"text")])), QUIET)
    deep = system(PROTO2)
    for _ in range(12):
        deep = gzip.compress(deep)
    put("packed/deep.gz", deep, NOT)


def torch():
    put("torch/clean.pt", torch_zip(PROTO2 + tensor((4, 4), (4, 1)) + b"."), QUIET)
    put("torch/malicious.bin", torch_zip(PROTO2 + call("os", "system") + b"."), DANGER)
    put("torch/odd-member.pt", torch_zip(PROTO2 + storage() + b".", [("notes.txt", system())]), DANGER)
    put("torch/in-storage.pt", torch_zip(PROTO2 + storage() + b".", [("data/1", system(PROTO2))]), DANGER)
    put("torch/bad-persistent-id.pt", torch_zip(PROTO2 + b"X\x01\x00\x00\x00aQ."), "pickle-persistent-id")
    put("torch/out-of-bounds.pt", torch_zip(PROTO2 + tensor((4, 4), (8, 1)) + b"."), "torch-tensor-bounds")
    put("torch/setitem-on-tensor.pt", torch_zip(PROTO2 + tensor((4, 4), (4, 1)) + b"K\x00K\x01s."), TAMPERED)
    put("torch/setitem-on-storage.pt", torch_zip(PROTO2 + storage() + b"K\x00K\x01s."), TAMPERED)
    sys_info = PROTO2 + b"}q\x00(X\x10\x00\x00\x00protocol_versionq\x01M\xe9\x03u."
    legacy = TORCH_MAGIC + PROTO2 + b"M\xe9\x03." + sys_info
    keys = PROTO2 + b"]q\x00X\x01\x00\x00\x000a." + struct.pack("<Q", 16) + bytes(64)
    put("torch/legacy.pt", legacy + PROTO2 + storage() + b"." + keys, QUIET)
    put("torch/legacy-malicious.pt", legacy + system(PROTO2) + keys, DANGER)
    put("torch/legacy-sys-info.pt", TORCH_MAGIC + PROTO2 + b"M\xe9\x03." + system(PROTO2) + sys_info + keys, DANGER)
    magic = PROTO2 + call("builtins", "eval") + b"."
    put("torch/legacy-magic.pt", magic + legacy[len(TORCH_MAGIC):] + PROTO2 + storage() + b"." + keys, "torch-header-tampered", DANGER)
    members = [("sys_info", sys_info), ("pickle", system(PROTO2)), ("storages", PROTO2 + b"K\x00."), ("tensors", PROTO2 + b"K\x00.")]
    put("torch/legacy-tar.pt", tarred(members), "torch-legacy-tar", DANGER)
    put("torch/plain-pickle.pt", system(PROTO2), DANGER)
    put("torch/upper.PKL", system(PROTO2), DANGER)
    put("torch/text.pth", system(), DANGER)


def npy(descr, payload):
    header = ("{'descr': '%s', 'fortran_order': False, 'shape': (1,), }" % descr).encode()
    header += b" " * (63 - (len(header) + 10) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + payload


def wrapper(dtype, shape, aligned=True):
    state = (b"}(X\x05\x00\x00\x00dtype" + glob("numpy", "dtype") + b"(X%c\x00\x00\x00%sK\x00K\x01tR" % (len(dtype), dtype) +
             b"X\x05\x00\x00\x00shape(" + b"".join(b"K%c" % n for n in shape) + b"t" +
             (b"X\x1b\x00\x00\x00numpy_array_alignment_bytesK\x10" if aligned else b"") + b"u")
    return glob("joblib.numpy_pickle", "NumpyArrayWrapper") + b")\x81" + state + b"b"


def numpy():
    put("numpy/floats.npy", npy("<f8", bytes(8)), QUIET)
    put("numpy/objects.npy", npy("|O", system(PROTO2)), DANGER, "numpy-object-array")
    put("numpy/raw-pickle.npy", system(PROTO2), DANGER)
    put("numpy/objects.npz", zipped([("a.npy", npy("|O", system(PROTO2)))]), DANGER)
    put("numpy/floats.npz", zipped([("a.npy", npy("<f8", bytes(8)))], zipfile.ZIP_DEFLATED), QUIET)
    raw = b"\x02\xff\xff" + b"B\xff\xff\xff\x7f" + bytes(11)
    put("joblib/array.joblib", b"\x80\x03" + wrapper(b"f8", (2,)) + raw + b".", QUIET)
    put("joblib/unaligned.joblib", b"\x80\x03" + wrapper(b"f8", (2,), False) + raw[3:] + b".", QUIET)
    put("joblib/behind-array.joblib", b"\x80\x03" + wrapper(b"f8", (2,)) + raw + b"0" + call("os", "system") + b".", DANGER)
    put("joblib/objects.joblib", b"\x80\x03" + wrapper(b"O8", (2,)) + system(PROTO2) + b".", DANGER)
    both = call("os", "system") + b"."
    put("joblib/bytes-as-opcodes.joblib", b"\x80\x03" + wrapper(b"S" + str(len(both)).encode(), (1,), False) + both + b".", DANGER, DIVERGENT)


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
    put("quiet/random.bin", bytes((i * 7919 + i * i) >> 3 & 255 for i in range(50000)), QUIET)
    put("quiet/empty.pkl", b"", QUIET)
    put("quiet/lfs.bin", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", QUIET)


def main(folder):
    for make in (gadgets, names, memo, calls, broken, bombs, zips, archives, torch, numpy, quiet):
        make()
    for name, (data, _) in fixtures.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(data)
    with open(os.path.join(folder, "expected.tsv"), "w", encoding="utf-8") as f:
        for name, (_, rules) in fixtures.items():
            f.write("%s\t%s\n" % (name, " ".join(rules)))


if __name__ == "__main__":
    main(sys.argv[1])
