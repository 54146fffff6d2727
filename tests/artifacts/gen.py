"""Writes the fixtures of the artifacts tests: gen.py FOLDER.

Every published way around a scanner is made here once, with payloads that do nothing: names that no one imports, calls to
print. The files are parsed by picket and never loaded. expected.tsv says of each file which rules must speak ("-" for
silence above LOW, "nothing" for silence); several rules are separated by spaces.
"""
import os
import sys

import containers
import formats
import pickles
from build import fixtures


def main(folder):
    for make in pickles.MAKERS + containers.MAKERS + formats.MAKERS:
        make()
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
