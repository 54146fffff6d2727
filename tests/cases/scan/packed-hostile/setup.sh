# Archives that are out to hang, crash or exhaust whoever looks for credentials in them.
cat >make.py <<'PY'
import gzip, io, os, struct, tarfile, zipfile, zlib

TOKEN = "hf_NPERuqrve" + "zMLkvOXzAZILvNcfsVrWWqwLF"
ENV = "A=1\nHF_TOKEN=%s\n" % TOKEN


def write(name, members, how=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(name, "w", how) as archive:
        for member, content in members:
            archive.writestr(member, content)


def patch(name, find, to):
    with open(name, "r+b") as file:
        data = file.read()
        assert find in data
        file.seek(0)
        file.write(data.replace(find, to))


write("names.zip", [("../" * 30 + "etc/.env", ENV), ("a\x1b[31m\n.env", ENV), ("n" * 60000, ENV), ("C:\\x.env", ENV)])
write("many.zip", [("f%d.env" % i, "A=1\n") for i in range(20000)] + [("last.env", ENV)])
write("large.zip", [("large.txt", b"fill the line\n" * (40 << 20 >> 4) * 2), ("small.env", ENV)])
write("sum.zip", [("t%d.txt" % i, b"fill the line\n" * (1 << 16)) for i in range(48)] + [("late.env", ENV)])
write("bomb.zip", [("b.txt", b"A=1\n" * (1 << 20)), ("ok.env", ENV)])  # says that it is small
size = struct.pack("<I", 4 << 20)
patch("bomb.zip", size, struct.pack("<I", 100))
write("cut.zip", [("a.env", ENV * 200), ("b.env", ENV)])
with open("cut.zip", "r+b") as file:
    file.truncate(60)
with open("cut.env.gz", "wb") as file:
    file.write(gzip.compress((ENV + "x" * 100000 + os.urandom(20000).hex()).encode())[:-9000])
deep = ENV.encode()
for _ in range(12):
    deep = gzip.compress(deep)
with open("deep.gz", "wb") as file:
    file.write(deep)
with tarfile.open("lie.tar", "w") as archive:
    info = tarfile.TarInfo("a.env")
    info.size = len(ENV)
    archive.addfile(info, io.BytesIO(ENV.encode()))
with open("lie.tar", "r+b") as file:  # longer than the file, the checksum right
    head = bytearray(file.read(512))
    head[124:136] = b"77777777777\0"
    head[148:156] = b"        "
    head[148:156] = b"%06o\0 " % sum(head)
    file.seek(0)
    file.write(head)
with open("secret.zip", "wb") as file:  # encrypted by its flags: the bytes are no text
    name, data = b"e.env", os.urandom(64)
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 1, 8, 0, 0, 1, len(data), 200, len(name), 0) + name
    entry = struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 1, 8, 0, 0, 1, len(data), 200, len(name), 0, 0, 0, 0, 0, 0) + name
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, len(entry), len(local) + len(data), 0)
    file.write(local + data + entry + end)
os.remove("make.py")
PY
python3 make.py
