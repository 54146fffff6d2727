"""artifacts.py PICKET FOLDER [ROUNDS]: makes large model files in FOLDER and scans each with picket and, where PICKLESCAN names a
Python that has it, with the public scanner picklescan, in turns. Least processor time of all rounds, files cached; and what a scan reads
of a file that is not cached. Nothing is ever unpickled."""
import os
import pathlib
import struct
import subprocess
import sys
import zipfile

END, LIST = b".", b"\x80\x04]"
MB = 1000 * 1000


def counted(n):
    return struct.pack("<I", n)


def batches(item, n, each=1000):
    return LIST + (b"(" + item * each + b"e") * (n // each) + END


def strings():
    return LIST + (b"B" + counted(1 << 20) + bytes(1 << 20) + b"a") * 200 + END


def words():
    """A vocabulary of a million, in batches and with a memo key for each word, as pickle writes them."""
    words = (b"word number %06d" % i for i in range(MB))
    items = (b"(" * (i % 1000 == 0) + b"\x8c%c" % len(k) + k + b"\x94K\x01" + b"u" * (i % 1000 == 999) for i, k in enumerate(words))
    return b"\x80\x04}\x94" + b"".join(items) + END


def small_ints():
    return batches(b"K\x07M\x00\x10J\x00\x00\x01\x00M\x02\x10K\x08", 5 * MB, 200)


def memo_puts():
    """Protocol 2, with a key for every one of two million tuples, as pickle writes them."""
    return LIST[:2] + b"]" + b"".join(b"(" * (i % 1000 == 0) + b"K\x01K\x02\x86r" + counted(i) + b"e" * (i % 1000 == 999) for i in range(2 * MB)) + END


def optimizer():
    """Dicts of small dicts: what states of optimizers and vocabularies look like."""
    one = b"K\x07}(X\x04\x00\x00\x00stepG?\xf0\x00\x00\x00\x00\x00\x00X\x02\x00\x00\x00lrK\x01X\x05\x00\x00\x00betasK\x01K\x02\x86u"
    return b"\x80\x02}" + (b"(" + one * 1000 + b"u") * 500 + END


def text_ints():
    return b"(l" + b"".join(b"I%d\na" % i for i in range(1000, 1000 + MB)) + END


def torch_pickle(storages, numel):
    item = b"ctorch._utils\n_rebuild_tensor_v2\n((X\x07\x00\x00\x00storagectorch\nFloatStorage\nX%s%sX\x03\x00\x00\x00cpuJ%stQK\x00J%s\x85K\x01\x85\x89ccollections\nOrderedDict\n)RtR"
    out = b"\x80\x02}("
    for i in range(storages):
        key = b"%d" % i
        out += b"X" + counted(len(key)) + key + item % (counted(len(key)), key, counted(numel), counted(numel))
    return out + b"u."


def torch_zip(path, storages, size):
    """Stored, as torch.save writes it; the storages are holes of the file."""
    listed, at = [], 0
    with open(path, "wb") as f:
        members = [("archive/data.pkl", torch_pickle(storages, size // 4)), ("archive/version", b"3\n")]
        members += [("archive/data/%d" % i, size) for i in range(storages)]
        for name, data in members:
            n, name = data if isinstance(data, int) else len(data), name.encode()
            pad = -(at + 30 + len(name) + 4) % 64
            extra = struct.pack("<HH", 0x4246, pad) + bytes(pad)
            crc = 0 if isinstance(data, int) else zipfile.crc32(data)
            head = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 0, crc, n, n, len(name), len(extra))
            f.write(b"PK\3\4" + head + name + extra)
            if isinstance(data, int):
                f.seek(n, 1)
            else:
                f.write(data)
            z64 = struct.pack("<HHQ", 1, 8, at)
            listed.append(b"PK\1\2" + struct.pack("<HHHHHHIIIHHHHHII", 20, 45, 0, 0, 0, 0, crc, n, n, len(name), 12, 0, 0, 0, 0, 0xffffffff) + name + z64)
            at += 30 + len(name) + len(extra) + n
        directory = b"".join(listed)
        f.write(directory + b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, len(listed), len(listed), len(directory), at))
        f.write(b"PK\6\7" + struct.pack("<IQI", 0, at + len(directory), 1))
        f.write(b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 0xffff, 0xffff, 0xffffffff, 0xffffffff, 0))


def hole(path, head, size):
    with open(path, "wb") as f:
        f.write(head)
        f.truncate(size)


def safetensors(path, size):
    text = b'{"a":{"dtype":"U8","shape":[%d],"data_offsets":[0,%d]}}' % (size, size)
    hole(path, struct.pack("<Q", len(text)) + text, 8 + len(text) + size)


def npy(path, size):
    text = ("{'descr': '|u1', 'fortran_order': False, 'shape': (%d,), }" % size).ljust(117).encode() + b"\n"
    hole(path, b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text, 10 + len(text) + size)


def gguf(path, size):
    info = struct.pack("<Q", 1) + b"a" + struct.pack("<IQIQ", 1, size, 24, 0)
    hole(path, b"GGUF" + struct.pack("<IQQ", 3, 1, 0) + info, 96 + size)


# name, how many opcodes (0: by bytes), who makes it
FILES = [
    ("strings.pkl", 0, strings), ("floats.pkl", 22 * MB, lambda: batches(b"G" + bytes(8), 22 * MB)), ("ints.pkl", 25 * MB, small_ints),
    ("words.pkl", 3 * MB, words), ("puts.pkl", 8 * MB, memo_puts), ("optimizer.pkl", 6500 * 1000, optimizer),
    ("text.pkl", 2 * MB, text_ints),
    ("torch-215MB.pt", 0, lambda path: torch_zip(path, 300, 717000)), ("torch-4GB.pt", 0, lambda path: torch_zip(path, 400, 10 * MB)),
    ("torch-40GB.pt", 0, lambda path: torch_zip(path, 4000, 10 * MB)),
    ("4GB.safetensors", 0, lambda path: safetensors(path, 4000 * MB)), ("4GB.npy", 0, lambda path: npy(path, 4000 * MB)),
    ("4GB.gguf", 0, lambda path: gguf(path, 4000 * MB)),
]


def make(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, _, maker in FILES:
        path = folder / name
        if path.exists():
            continue
        if maker.__code__.co_argcount:
            maker(path)
        else:
            path.write_bytes(maker())


def run(command):
    """Seconds of processor time, and the largest resident size in MiB."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 1), command
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def bytes_read(command, path):
    """Of the file, in KiB, read ahead and all: what is cached afterwards."""
    with open(path, "rb") as f:
        os.fsync(f.fileno())
        os.posix_fadvise(f.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    run(command)
    cached = subprocess.run(["fincore", "-bn", "-o", "RES", path], capture_output=True, text=True, check=True).stdout
    return int(cached) // 1024


def main(picket, folder, rounds=3):
    folder, python = pathlib.Path(folder), os.environ.get("PICKLESCAN")
    if os.fork() == 0:  # so that the memory it takes is not counted with the programs that are measured
        make(folder)
        os._exit(0)
    assert os.wait()[1] == 0
    empty = folder / "empty.pkl"
    empty.write_bytes(b"N.")
    scan = [picket, "scan", "--isolated", "--select", "artifacts", "-q"]
    other = [python, "-m", "picklescan", "-p"]
    start = min(run(scan + [str(empty)])[0] for _ in range(5))
    other_start = min(run(other + [str(empty)])[0] for _ in range(3)) if python else 0
    print("start: picket %.4f s (taken off in the columns s to Mop/s), picklescan %.4f s; ratio: of whole runs" % (start, other_start))
    print("%-16s %9s %8s %8s %8s %8s %9s %9s %8s" % ("file", "MB", "s", "GB/s", "Mop/s", "MiB", "KiB read", "other, s", "ratio"))
    for name, ops, _ in FILES:
        path = str(folder / name)
        ours, theirs, memory = [], [], 0
        for i in range(int(rounds)):
            seconds, memory = run(scan + [path])
            ours.append(seconds)
            if python and (i == 0 or theirs[-1] < 5):
                theirs.append(run(other + [path])[0])
        best, size = max(min(ours) - start, 1e-4), os.path.getsize(path)
        slow = min(theirs) if theirs else 0
        print("%-16s %9.1f %8.4f %8.2f %8s %8.1f %9d %9.3f %8.1f" %
              (name, size / MB, best, size / best / 1e9, "%.0f" % (ops / best / MB) if ops else "-", memory, bytes_read(scan + [path], path), slow,
               slow / min(ours)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
