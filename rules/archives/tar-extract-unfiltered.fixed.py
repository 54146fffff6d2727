import tarfile
import tarfile as tf
from tarfile import TarFile, data_filter


def unpack(path, out):
    with tarfile.open(path) as tar:
        # ruleid: tar-extract-unfiltered
        tar.extractall(out, filter="data")
    archive = tf.open(path, "r:gz")
    for member in archive.getmembers():
        # ruleid: tar-extract-unfiltered
        archive.extract(member, out, filter="data")
    # ruleid: tar-extract-unfiltered
    TarFile(path).extractall(out, filter="data")


def safe(path, out, frames):
    with tarfile.open(path) as tar:
        # ok: tar-extract-unfiltered
        tar.extractall(out, filter="data")
        # ok: tar-extract-unfiltered
        tar.extractall(out, filter=data_filter)
        # ok: tar-extract-unfiltered
        tar.extractall(out, members=checked_members(tar))
        # ok: tar-extract-unfiltered
        names = tar.getnames()
    # ok: tar-extract-unfiltered
    frames.extractall(r"(\d+)")
    return names
