"""Writes the fixtures of the artifacts tests: gen.py FOLDER.

Every published way around a scanner is made here once, with payloads that do nothing: names that no one imports, calls to
print. The files are parsed by picket and never loaded. expected.tsv says of each file which rules must speak ("-" for
silence above LOW, "nothing" for silence); several rules are separated by spaces.
"""
import fnmatch
import os
import sys

import containers
import formats
import hdf5
import library
import pickles
from build import QUIET, SILENT, fixtures


def check_published():
    """Every row of published.tsv has its fixtures, and one of them at least is not to be passed over."""
    with open(os.path.join(os.path.dirname(__file__), "published.tsv"), encoding="utf-8") as f:
        rows = [line.rstrip("\n").split("\t") for line in f if not line.startswith("#")]
    for row, names in rows:
        found = [fnmatch.filter(fixtures, name) for name in names.split()]
        assert all(found), row
        assert any(fixtures[name][1][0] not in (QUIET, SILENT) for name in sum(found, [])), row


def main(folder):
    for make in pickles.MAKERS + library.MAKERS + hdf5.MAKERS + containers.MAKERS + formats.MAKERS:
        make()
    check_published()
    for name, (data, _) in fixtures.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(data)
    with open(os.path.join(folder, "expected.tsv"), "w", encoding="utf-8") as f:
        for name, (_, rules) in fixtures.items():
            f.write("%s\t%s\n" % (name, " ".join(rules)))


if __name__ == "__main__":
    main(sys.argv[1])
