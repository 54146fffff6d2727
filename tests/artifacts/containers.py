"""What pickles come in: zip, tar, 7z, compressed streams, torch, numpy and joblib."""
import bz2
import gzip
import io
import lzma
import random
import struct
import tarfile
import zipfile
import zlib

from build import *


LZMA2, AES = b"\x21\x21\x01\x00", b"\x24\x06\xf1\x07\x01\x01\x13"


def seven_zip(payload, coder=LZMA2, hidden=False):
    """One member, in an uncompressed LZMA2 chunk, behind a plain header; `hidden`: the payload stands for the header."""
    packed = b"\x01" + struct.pack(">H", len(payload) - 1) + payload + b"\x00"
    streams = (b"\x06\x00\x01\x09" + bytes([len(packed)]) + b"\x00\x07\x0b\x01\x00\x01" + coder + b"\x0c" + bytes([len(payload)]))
    header = (b"\x01\x04" + streams + b"\x00\x08\x0a\x01" + struct.pack("<I", zlib.crc32(payload)) + b"\x00\x00\x05\x01\x11\x0d\x00" +
              "d.pkl\0".encode("utf-16le") + b"\x00\x00")
    if hidden:
        header = b"\x17" + streams + b"\x0a\x01" + struct.pack("<I", zlib.crc32(payload)) + b"\x00\x00"
    start = struct.pack("<QQI", len(packed), len(header), zlib.crc32(header))
    return b"7z\xbc\xaf\x27\x1c\x00\x04" + struct.pack("<I", zlib.crc32(start)) + start + packed + header


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
    put("zip/listed-nowhere.zip", patch(patch(plain, central + 42, b"\x00\x00\x01\x00"), central + 8, b"\x01"), ZIP, DANGER, NOT)
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
    put("packed/7z-encrypted.pt", seven_zip(system(PROTO2), AES), NOT)
    put("packed/7z-hidden-header.pt", seven_zip(system(PROTO2), AES, True), NOT)
    put("packed/gz.pkl", gzip.compress(system()), DANGER)
    put("packed/two-members.gz", gzip.compress(CLEAN) + gzip.compress(system(PROTO2)), DANGER)
    put("packed/zlib.joblib", zlib.compress(system(PROTO2)), DANGER)
    put("packed/bz2.joblib", bz2.compress(system(PROTO2)), DANGER)
    put("packed/xz.joblib", lzma.compress(system(PROTO2)), DANGER)
    put("packed/lzma.joblib", lzma.compress(system(PROTO2), format=lzma.FORMAT_ALONE), DANGER)
    old = zlib.compress(system(PROTO2))
    put("packed/old-joblib.bin", b"ZF" + hex(len(system(PROTO2))).ljust(19).encode() + old, DANGER)
    raw = system(PROTO2)
    lz4 = b"\x04\x22\x4d\x18\x60\x40\x82" + struct.pack("<I", len(raw) | 1 << 31) + raw + bytes(4)
    put("packed/lz4.joblib", lz4, DANGER)
    put("packed/zstd.pkl", b"\x28\xb5\x2f\xfd\x20" + bytes([len(raw)]) + struct.pack("<I", len(raw) << 3 | 1)[:3] + raw, DANGER)
    put("packed/truncated.gz", gzip.compress(system(PROTO2) + random.Random(7).randbytes(4000))[:-900], NOT, DANGER)
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
    shard = torch_zip(PROTO2 + tensor((4, 4), (4, 1)) + b".")
    put("torch/shards.distcp", shard * 12, QUIET)
    put("torch/shards-first.distcp", torch_zip(system(PROTO2)) + shard * 3, DANGER)
    put("torch/shards-last.distcp", shard * 3 + torch_zip(system(PROTO2)), DANGER)
    put("torch/script.ts", system(PROTO2), DANGER)
    put("torch/no-extension", system(PROTO2), DANGER)
    put("torch/sample-inputs.pt2", zipped([("data/sample_inputs/model.pt", system(PROTO2)), ("models/model.json", b"{}")]), DANGER)
    put("torch/sharded/.metadata", system(PROTO2), DANGER)
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


def endless(block, blocks):
    """A gzip stream of the block so many times; what would be behind it is missing."""
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = pack.compress(b"") + pack.flush(zlib.Z_FULL_FLUSH)
    return head + (pack.compress(block) + pack.flush(zlib.Z_FULL_FLUSH)) * blocks


def bombs():
    put("bomb/zeros.gz", endless(bytes(16 << 20), 80), BOMB)
    put("bomb/nested.gz", gzip.compress(endless(bytes(16 << 20), 80)), BOMB)
    put("bomb/opcodes.pkl.gz", endless(b"N0" * (8 << 20), 80), BOMB)
    sizes = zipped([("a.txt", bytes(5000))], zipfile.ZIP_DEFLATED)
    huge = struct.pack("<I", 2 << 30)
    put("bomb/sizes.zip", patch(patch(sizes, 22, huge), sizes.index(b"PK\1\2") + 24, huge), BOMB)
    noise = random.Random(3).randbytes(64 << 10)
    large = [("weights/%d.bin" % i, noise * 160) for i in range(8)]
    put("packed/large.tar.gz", gzip.compress(tarred(large + [("last.pkl", system(PROTO2))]), 1), DANGER)


def gzips(*parts):
    """One stream of parts, each so many times over."""
    return b"".join(gzip.compress(part) * n for part, n in parts)


def long():
    """More than is unpacked at once: read as it is unpacked."""
    size = 1 << 20
    strings, last = (b"B" + struct.pack("<I", size) + bytes(size) + b"0", 80), (call("os", "system") + b".", 1)
    start = (PROTO4 + b"N", 1)
    put("long/strings.pkl.gz", gzips(start, strings, last), DANGER)
    put("long/clean.pkl.gz", gzips(start, strings, (b".", 1)), SILENT)
    put("long/two.pkl.gz", gzips(start, strings, (b".", 1), (system(PROTO2), 1)), DANGER)
    put("long/numbers.pkl.gz", gzips(start, (b"K\x01J\0\0\0\0" * (size // 8) + b"0" * (size // 4), 100), last), DANGER)
    put("long/cut.pkl.gz", gzips(start, strings, (b"B" + struct.pack("<I", 1 << 31) + bytes(99), 1)), BROKEN)
    put("long/garbage.pkl.gz", gzips(start, strings, (b".\xff\xff", 1), (system(PROTO2), 1)), NOT)
    put("long/damaged.pkl.gz", gzips(start, strings) + b"\x1f\x8b\x08" + bytes(50), NOT, BROKEN)
    put("long/table.csv.gz", gzips((b"1.5,2.5,7\n" * (size // 10), 80)), SILENT)
    put("long/words.csv.gz", gzips((b"carbon,Idaho\n" * (size // 10), 80)), SILENT)
    put("long/line.pkl.gz", gzips((b"V", 1), (b"x" * size, 80), (b"\n0", 1), last), DANGER)
    put("long/frame.pkl.gz", gzips((PROTO4 + b"\x95" + struct.pack("<Q", 80 * size), 1), (b"N0" * (size // 2), 80), last), DANGER)
    shape = struct.pack("<I", 80 * size)
    array = wrapper(b"u1", (7,)).replace(b"(K\x07t", b"(J" + shape + b"t")
    put("long/array.joblib.gz", gzips((b"\x80\x03" + array + b"\x00", 1), (bytes(size), 80), (b"0", 1), last), DANGER)
    put("long/array-cut.joblib.gz", gzips((b"\x80\x03" + array + b"\x00", 1), (bytes(size), 70)), BROKEN)
    nested = PROTO4 + glob("torch.storage", "_load_from_bytes") + b"B" + shape
    put("long/nested.pkl.gz", gzips((nested + PROTO2, 1), (b"N0" * (size // 2), 79), (b"N0" * (size // 2 - 100), 1),
                                    (b"N0" * (99 - len(last[0]) // 2) + b"N" * (len(last[0]) % 2) + last[0], 1), (b"\x85R.", 1)), DANGER, NESTED)
    put("long/nested-text.pkl.gz", gzips((nested, 1), (b"(lp0\n" + bytes(size - 5), 80), (b"\x85R.", 1)), NOT)
    put("long/magic.pt.gz", gzips((TORCH_MAGIC + PROTO2 + b"M\xe9\x03." + PROTO2 + b"}." + PROTO2 + storage() + b"." + PROTO2 + b"].", 1), (bytes(size), 80)), SILENT)


def tars():
    plain = tarred([("a.pkl", CLEAN)])
    put("tar/header-only.tar", plain[:512], NOT)
    put("tar/cut-member.tar", plain[:512 + len(CLEAN) // 2], NOT, BROKEN)
    put("tar/bad-checksum.tar", patch(tarred([("a.txt", b"text")]), 148, b"0000000\0"), NOT)
    put("tar/breaks-off.tar", plain[:1024] + b"\1" * 512, NOT)
    long = io.BytesIO()
    with tarfile.open(fileobj=long, mode="w", format=tarfile.PAX_FORMAT) as t:
        for name in ("../" * 40 + "evil.sh", "fine/" * 30 + "data.pkl"):
            info = tarfile.TarInfo(name)
            info.size = len(system())
            t.addfile(info, io.BytesIO(system()))
    put("tar/long-names.tar", long.getvalue(), "archive-member-path", DANGER)
    sized = tarfile.TarInfo("a.pkl")
    sized.pax_headers = {"size": str(len(system()))}
    put("tar/cut-record.tar", long.getvalue()[:700], NOT)
    put("tar/size-in-record.tar", sized.tobuf(tarfile.PAX_FORMAT) + system().ljust(512, b"\0") + bytes(1024), DANGER)


def claims():
    """What says that it is a model file or a container, and is none that can be read."""
    noise = b"\0\1" + random.Random(1).randbytes(600)
    for end in ("pkl", "PICKLE", "joblib", "pt", "pth", "ckpt", "safetensors", "gguf", "onnx", "keras", "h5", "npy", "npz"):
        put("claims/noise." + end, noise, NOT)
    magics = {"gzip": b"\x1f\x8b\x08", "bzip2": b"BZh91AY&SY", "xz": b"\xfd7zXZ\0", "zstd": b"\x28\xb5\x2f\xfd", "lz4": b"\x04\x22\x4d\x18",
              "joblib": b"ZF0x1", "torch": TORCH_MAGIC, "hdf5": b"\x89HDF\r\n\x1a\n", "npy": b"\x93NUMPY", "npy1": b"\x93NUMPY\1\0\2\0"}
    for name, magic in magics.items():
        put("claims/%s.bin" % name, magic + noise, NOT)
    put("claims/member.zip", zipped([("archive/data.pkl", noise * 900)], zipfile.ZIP_DEFLATED), NOT)
    put("claims/text.pkl", b"(lp0\nI1\naI2\na", NOT)
    put("claims/deep.json", b'{"class_name": ' + b"[" * 5000, NOT)
    put("claims/noise.bin", noise, QUIET)
    put("claims/empty.pkl", b"", QUIET)
    put("claims/portuguese.pt", b"ola = Ol\xe1\n", QUIET)
    put("claims/pointer.pkl", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12345\n", QUIET)


MAKERS = (zips, archives, torch, numpy, bombs, long, tars, claims)
