import patoolib
import py7zr
from torchvision.datasets.utils import extract_archive

# ruleid: other-extractors
extract_archive("data.tar", "out")
# ruleid: other-extractors
patoolib.extract_archive("data.rar", outdir="out")
with py7zr.SevenZipFile("data.7z") as archive:
    # ruleid: other-extractors
    archive.extractall("out")
    # ok: other-extractors
    archive.extract("out", targets=["a.txt"])
    # ok: other-extractors
    names = archive.getnames()
# ok: other-extractors
patoolib.list_archive("data.rar")
