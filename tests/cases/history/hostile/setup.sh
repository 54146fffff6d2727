# A repository of objects that lie: what git itself would never write. The parts keep the secret out of this file.
cat >make.py <<'PY'
import hashlib, os, pathlib, struct, zlib

TOKEN = "hf_" + "uKvRzTqLbNxWpYdM" + "cGhJfSeAoPiZlEwVtB"
TEXT = b'a = "%s"\n' % TOKEN.encode()


class Repository:
    def __init__(self, name):
        self.git = pathlib.Path(name, ".git")
        for folder in ("objects/info", "refs/heads"):
            (self.git / folder).mkdir(parents=True)
        self.put("HEAD", "ref: refs/heads/main\n")
        self.put("config", "[core]\n\trepositoryformatversion = 0\n\tbare = false\n")

    def put(self, name, content):
        path = self.git / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def raw(self, oid, header, body):
        self.put(f"objects/{oid[:2]}/{oid[2:]}", zlib.compress(header + b"\0" + body, 1))
        return oid

    def add(self, kind, body, oid=None):
        head = b"%s %d" % (kind.encode(), len(body))
        return self.raw(oid or hashlib.sha1(head + b"\0" + body).hexdigest(), head, body)

    def tree(self, entries, oid=None):
        return self.add("tree", b"".join(mode + b" " + name + b"\0" + bytes.fromhex(to) for mode, name, to in entries), oid)

    def commit(self, tree, parents=(), oid=None, extra=b""):
        head = b"tree %s\n" % tree.encode() + b"".join(b"parent %s\n" % p.encode() for p in parents)
        who = b"x <x@example.org> 1714564800 +0000\n"
        return self.add("commit", head + b"author " + who + b"committer " + who + extra + b"\nm\n", oid)

    def branch(self, oid, name="main"):
        self.put("refs/heads/" + name, oid + "\n")

    def simple(self):
        self.branch(self.commit(self.tree([(b"100644", b"a.py", self.add("blob", TEXT))])))
        return self


FILE, TREE = b"100644", b"40000"

r = Repository("cycle-tree")
me, other, blob = "aa" * 20, "bb" * 20, r.add("blob", TEXT)
r.tree([(TREE, b"again", other), (FILE, b"a.py", blob)], me)
r.tree([(TREE, b"back", me)], other)
r.branch(r.commit(me))

r = Repository("cycle-commit")
tree = r.tree([(FILE, b"a.py", r.add("blob", TEXT))])
r.commit(tree, ["cc" * 20, "dd" * 20, "cc" * 20], "cc" * 20)
r.commit(tree, ["cc" * 20] * 5000, "dd" * 20)
r.branch("cc" * 20)

r = Repository("names")
blob = r.add("blob", TEXT)
names = [b"..", b".", b".git", b"a/b.py", b"/etc/x.py", b"c\n\x1b[31m.py", b"d\xff\xfe.py", b"e" * 5000 + b".py", b"ok.py", b"\xe6\x97\xa5.py"]
r.branch(r.commit(r.tree([(FILE, name, blob) for name in names] + [(TREE, b"..", r.tree([(FILE, b"up.py", blob)]))])))

r = Repository("trees")
blob = r.add("blob", TEXT)
bad = [
    b"100644 cut.py\0" + b"\1" * 5, b"100644 noend.py", b"\0" * 40, b"999999999999999999999 m.py\0" + bytes.fromhex(blob),
    b"100644 \0" + bytes.fromhex(blob), b"x y\0" + bytes.fromhex(blob), b" " * 1000,
]
r.branch(r.commit(r.tree([(FILE, b"a.py", blob)] + [(TREE, b"t%d" % i, r.add("tree", body)) for i, body in enumerate(bad)]
                         + [(TREE, b"blob", blob), (FILE, b"tree.py", r.tree([]))])))

r = Repository("deep")
tree = r.tree([(FILE, b"a.py", r.add("blob", TEXT))])
for _ in range(3000):
    tree = r.tree([(TREE, b"d", tree)])
r.branch(r.commit(tree))

r = Repository("commits")
good = r.commit(r.tree([(FILE, b"a.py", r.add("blob", TEXT))]))
parents = [good] + [r.add("commit", body) for body in (
    b"", b"tree\n", b"tree zz\n", b"tree " + b"1" * 39 + b"\n\nm", b"tree " + good.encode() + b"\n\n", b"parent " * 100,
    b"tree " + b"2" * 40 + b"\nauthor \xff <\n> 99999999999999999999 +9999\ncommitter > < x\n\n", b"\0" * 100)]
r.branch(r.commit("3" * 40, parents))

r = Repository("blobs")
bodies = [
    r.raw("e1" * 20, b"blob 1152921504606846976", TEXT), r.raw("e2" * 20, b"blob -1", TEXT), r.raw("e3" * 20, b"blob 5", TEXT),
    r.raw("e4" * 20, b"blob", TEXT), r.raw("e5" * 20, b"nothing 9", TEXT), r.raw("e6" * 20, b"", b""),
    r.raw("e7" * 20, b"blob %d" % (300 << 20), b"\n" * (300 << 20)), r.add("blob", TEXT),
]
r.put("objects/e8/" + "e8" * 19, b"")
r.put("objects/e9/" + "e9" * 19, zlib.compress(b"blob 99\0" + TEXT * 9)[:20])
(r.git / "objects/ea").mkdir()
os.mkfifo(r.git / "objects/ea" / ("ea" * 19))
bodies += ["e8" * 20, "e9" * 20, "ea" * 20]
r.branch(r.commit(r.tree([(FILE, b"b%d.py" % i, oid) for i, oid in enumerate(bodies)])))

r = Repository("pack").simple()
pack = b"PACK" + struct.pack(">II", 2, 1 << 30) + os.urandom(64)
name = "pack-" + "1" * 40
r.put(f"objects/pack/{name}.pack", pack)
r.put(f"objects/pack/{name}.idx", b"\xfftOc" + struct.pack(">I", 2) + struct.pack(">I", 0xFFFFFFFF) * 256 + b"\xff" * 400)
r.put("objects/pack/multi-pack-index", b"MIDX\1\1" + b"\xff" * 200)
r.put("objects/info/commit-graph", b"CGPH\1\1" + b"\xff" * 200)
r.put("packed-refs", b"# pack-refs with: peeled\n" + b"zz refs/heads/x\n" + b"^" * 50 + b"\n" + b"\xff" * 1000)

r = Repository("borrows").simple()
there = Repository("lender").simple()
r.put("objects/info/alternates", "/etc\n/dev/zero\n../../../lender/.git/objects\n../objects\n" + "x" * 9000 + "\n")
there.put("objects/info/alternates", "../../../borrows/.git/objects\n")

r = Repository("borrows-lies")
r.put("objects/info/alternates", "../../../blobs/.git/objects\n")
r.put("refs/heads/main", pathlib.Path("blobs/.git/refs/heads/main").read_bytes())
r = Repository("borrows-pack").simple()
r.put("objects/info/alternates", "# of another\n../../../pack/.git/objects")
r = Repository("borrows-long").simple()
r.put("objects/info/alternates", "../../../long/0/objects\n")
for i in range(17):
    folder = pathlib.Path(f"long/{i}/objects/info")
    folder.mkdir(parents=True)
    (folder / "alternates").write_text(f"../../{i + 1}/objects\n")

r = Repository("refs").simple()
r.put("HEAD", "ref: refs/heads/loop\n")
r.put("refs/heads/loop", "ref: refs/heads/pool\n")
r.put("refs/heads/pool", "ref: refs/heads/loop\n")
r.put("refs/heads/bad", b"\xff" * 100)
r.put("refs/heads/long", "1" * 100000)
tag = "f1" * 20
r.add("tag", b"object %s\ntype tag\ntag t\ntagger x <x@example.org> 1 +0000\n\nm\n" % tag.encode(), tag)
r.put("refs/tags/self", tag + "\n")
r.put("index", b"DIRC" + struct.pack(">II", 2, 0xFFFFFFFF) + b"\xff" * 100)
r.put("shallow", "not a hash\n" * 10)

for name, text in (("file-itself", "gitdir: .git\n"), ("file-nowhere", "gitdir: /nonexistent/.git\n"), ("file-long", "gitdir: " + "a/" * 9000),
                   ("file-noise", "\0\xff" * 50), ("file-there", "gitdir: ../lender/.git\n")):
    pathlib.Path(name).mkdir()
    pathlib.Path(name, ".git").write_text(text, encoding="latin-1")
pathlib.Path("link").mkdir()
os.symlink("../lender/.git", "link/.git")
pathlib.Path("link-loop").mkdir()
os.symlink(".git", "link-loop/.git")
os.remove("make.py")
PY
python3 make.py
