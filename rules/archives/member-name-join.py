import os
import tarfile
import zipfile
from os.path import basename


def unpack(path, out):
    archive = zipfile.ZipFile(path)
    for name in archive.namelist():
        # ruleid: member-name-join
        with open(os.path.join(out, name), "wb") as f:
            f.write(archive.read(name))
    tar = tarfile.open(path)
    for member in tar.getmembers():
        # ruleid: member-name-join
        with open(os.path.join(out, member.name), "wb") as f:
            f.write(tar.extractfile(member).read())


def safe(path, out, names):
    archive = zipfile.ZipFile(path)
    for name in archive.namelist():
        # ok: member-name-join
        with open(os.path.join(out, basename(name)), "wb") as f:
            f.write(archive.read(name))
        # ok: member-name-join
        with archive.open(name) as f:
            f.read()
    for name in names:
        # ok: member-name-join
        open(os.path.join(out, name))
