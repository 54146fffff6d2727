import shutil
from shutil import unpack_archive


def unpack(path, out):
    # ruleid: unpack-archive
    shutil.unpack_archive(path, out, filter="data")
    # ruleid: unpack-archive
    unpack_archive("data.tar.gz", out, filter="data")
    # ruleid: unpack-archive
    shutil.unpack_archive(path, out, format="gztar", filter="data")


def safe(path, out):
    # ok: unpack-archive
    shutil.unpack_archive(path, out, filter="data")
    # ok: unpack-archive
    shutil.unpack_archive("data.zip", out)
    # ok: unpack-archive
    unpack_archive(path, out, "zip")
    # ok: unpack-archive
    shutil.make_archive(out, "gztar", path)
