import zipfile
from zipfile import ZipFile


def unpack(path, out):
    with zipfile.ZipFile(path) as archive:
        # ruleid: zip-extract
        archive.extractall(out)
    other = ZipFile(path, "r")
    # ruleid: zip-extract
    other.extractall(path=out)
    # ruleid: zip-extract
    zipfile.ZipFile(path).extractall()


def safe(path, out, frame):
    with ZipFile(path) as archive:
        # ok: zip-extract
        archive.extract("weights.safetensors", out)
        # ok: zip-extract
        names = archive.namelist()
    # ok: zip-extract
    frame.extractall(path)
    return names


def limited(path, out):
    with ZipFile(path) as archive:
        if sum(info.file_size for info in archive.infolist()) > 10**9:
            raise ValueError("too large")
        # ok: zip-extract
        archive.extractall(out)
