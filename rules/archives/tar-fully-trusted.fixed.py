import shutil
import tarfile
from tarfile import TarFile, fully_trusted_filter

tar = tarfile.open("data.tar")
# ruleid: tar-fully-trusted
tar.extraction_filter = fully_trusted_filter
# ruleid: tar-fully-trusted
tar.extraction_filter = lambda member, path: member
# ruleid: tar-fully-trusted
shutil.unpack_archive("data.tar", "out", filter="data")
# ruleid: tar-fully-trusted
tar.extractall("out", filter="data")

# ok: tar-fully-trusted
tar.extraction_filter = tarfile.data_filter
# ok: tar-fully-trusted
shutil.unpack_archive("data.tar", "out", filter="data")
# ok: tar-fully-trusted
tar.extractall("out", filter="data")
