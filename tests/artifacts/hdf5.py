"""HDF5 files that have their reader open others, in the newer form: a superblock of version 2, object headers of version 2."""
import struct

from build import *

OUTSIDE = "hdf5-external-path"
BASE = 48


def message(kind, data):
    return struct.pack("<BHB", kind, len(data), 0) + data


def objects(*all_):
    """The first is the root; each is what its messages are, or bytes as they are. Messages may name the address of another by a number."""
    at, addresses = BASE, []
    bodies = []
    for one in all_:
        size = len(one) if isinstance(one, bytes) else 4 + 1 + 1 + 2 + sum(len(m(lambda i: 0)) for m in one) + 4
        addresses.append(at)
        at += size
    for one in all_:
        if isinstance(one, bytes):
            bodies.append(one)
        else:
            data = b"".join(m(addresses.__getitem__) for m in one)
            bodies.append(b"OHDR" + bytes([2, 1]) + struct.pack("<H", len(data)) + data + bytes(4))
    head = b"\x89HDF\r\n\x1a\n" + bytes([2, 8, 8, 0]) + struct.pack("<QQQQ", 0, 2 ** 64 - 1, at, addresses[0]) + bytes(4)
    return head + b"".join(bodies)


def hard(name, to):
    return lambda where: message(6, bytes([1, 0, len(name)]) + name.encode() + struct.pack("<Q", where(to)))


def elsewhere(name, file, path="/x"):
    value = b"\0" + file.encode() + b"\0" + path.encode() + b"\0"
    return lambda where: message(6, bytes([1, 8, 64, len(name)]) + name.encode() + struct.pack("<H", len(value)) + value)


def soft(name, path):
    return lambda where: message(6, bytes([1, 8, 1, len(name)]) + name.encode() + struct.pack("<H", len(path)) + path.encode())


def space(*dims):
    return lambda where: message(1, bytes([2, len(dims), 0, 1]) + b"".join(struct.pack("<Q", d) for d in dims))


def floats():
    return lambda where: message(3, bytes([0x11, 0x20, 31, 0]) + struct.pack("<I", 4) + bytes(12))


def stored(files):
    return lambda where: message(7, bytes([1, 0, 0, 0]) + struct.pack("<HHQ", files, files, where(2)) + struct.pack("<QQQ", 8, 0, 40) * files)


def names(name):
    data = bytes(8) + name.encode() + b"\0"
    return b"HEAP" + bytes(4) + struct.pack("<QQ", len(data), 2 ** 64 - 1)


def virtual():
    return lambda where: message(8, bytes([4, 3]) + struct.pack("<QI", where(2), 1))


def mapping(*files):
    data = b"\0" + struct.pack("<Q", len(files)) + b"".join(f.encode() + b"\0/d\0" + struct.pack("<III", 3, 1, 0) + bytes(8) for f in files)
    padded = data + bytes(-len(data) % 8)
    return b"GCOL" + bytes([1, 0, 0, 0]) + struct.pack("<Q", 32 + len(padded)) + struct.pack("<HHIQ", 1, 1, 0, len(data)) + padded


def files():
    put("hdf5/external-link.h5", objects([hard("g", 1)], [elsewhere("x", "/etc/hostname")]), OUTSIDE)
    put("hdf5/external-link-in-root.h5", objects([elsewhere("x", "other.h5")]), OUTSIDE)
    heap = names("/etc/hostname")
    data = objects([hard("g", 1)], [space(10), floats(), stored(1)], heap + bytes(8), bytes(8) + b"/etc/hostname\0")
    at = data.index(b"HEAP")
    put("hdf5/external-storage.h5", patch(data, at + 24, struct.pack("<Q", at + 32)), OUTSIDE)
    put("hdf5/virtual.h5", objects([hard("g", 1)], [space(10), floats(), virtual()], mapping("/etc/hostname")), OUTSIDE)
    put("hdf5/virtual-second.h5", objects([hard("g", 1)], [space(10), floats(), virtual()], mapping(".", "/etc/hostname")), OUTSIDE)
    put("hdf5/virtual-here.h5", objects([hard("g", 1)], [space(10), floats(), virtual()], mapping(".", ".")), SILENT)
    put("hdf5/bomb.h5", objects([hard("g", 1)], [space(2 ** 40), floats()]), BOMB)
    put("hdf5/overflow.h5", objects([hard("g", 1)], [space(2 ** 40, 2 ** 40), floats()]), BOMB)
    put("hdf5/circle.h5", objects([hard("g", 1)], [hard("up", 0), hard("self", 1), soft("s", "/g")]), SILENT)
    put("hdf5/honest.h5", objects([hard("g", 1)], [space(10, 10), floats()]), SILENT)
    put("hdf5/in.keras", zipped([("model.weights.h5", objects([elsewhere("x", "/etc/hostname")]))]), OUTSIDE)


def values():
    import base64, bz2, gzip, lzma, zlib
    inner = b"\x80\x02" + call("os", "getpid") + b"." + b" " * 40
    for name, pack in {"zlib": zlib.compress, "gzip": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}.items():
        packed = pack(inner)
        put("value/%s.pkl" % name, PROTO4 + b"B" + struct.pack("<I", len(packed)) + packed + b".", NESTED)
    text_ = base64.b64encode(zlib.compress(inner))
    put("value/base64-zlib.pkl", PROTO4 + b"X" + struct.pack("<I", len(text_)) + text_ + b".", NESTED)
    text_ = base64.b64encode(gzip.compress(inner))
    put("value/base64-gzip.pkl", PROTO4 + b"X" + struct.pack("<I", len(text_)) + text_ + b".", NESTED)
    honest = zlib.compress(b"a long text about nothing in particular " * 20)
    put("value/zlib-text.pkl", PROTO4 + b"B" + struct.pack("<I", len(honest)) + honest + b".", SILENT)


def pictures():
    archive = zipped([("m/data.pkl", system()), ("m/version", b"3")])
    png = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    put("picture/zip.png", archive, DANGER)
    put("picture/behind.png", png + archive, DANGER)
    put("picture/behind.jpg", b"\xff\xd8\xff\xe0" + bytes(300) + archive, DANGER)
    put("picture/behind-comment.gif", b"GIF89a" + bytes(300) + zipped([("m/data.pkl", system())], comment=b"c" * 60000), DANGER)
    put("picture/honest.png", png, SILENT)


MAKERS = files, values, pictures
