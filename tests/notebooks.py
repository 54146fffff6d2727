#!/usr/bin/env python3
"""Are a scan's findings in notebooks where it says? Reads each notebook again with Python's own json.

    notebooks.py PICKET PATH...      runs `picket scan --json --all PATH...`

For every finding: the raw line holds the byte at start.offset in that column; the raw bytes from start to end, unescaped, stand in
the named cell (its source, outputs or metadata, or the notebook's metadata); and code also on the line that is named there.
Prints what is wrong and the counts; fails when anything is.
"""

import json
import re
import subprocess
import sys

GAP = re.compile(r'"\s*,\s*"')


def scan(picket, paths):
    done = subprocess.run([picket, "scan", "--json", "--all", "--timeout", "0", *paths], capture_output=True, check=False)
    if done.returncode > 1:
        sys.exit(done.stderr.decode())
    return json.loads(done.stdout)


def joined(text):
    return text if isinstance(text, str) else "".join(text)


def cells_of(book):
    if "worksheets" in book:
        return [cell for sheet in book["worksheets"] for cell in sheet["cells"]]
    return book["cells"]


def strings(value):
    """All text in a JSON value, lists of strings also joined."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            yield "".join(value)
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from strings(item)


def unescaped(raw):
    text = GAP.sub("", raw)
    try:
        return json.loads('"' + text + '"', strict=False)
    except ValueError:
        return None


def fault(result, raw, book):
    start, end, place = result["start"], result["end"], result["extra"].get("notebook")
    head = raw[: start["offset"]]
    line = head.count(b"\n") + 1
    column = len(head[head.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    if (line, column) != (start["line"], start["col"]):
        return f"stands at {line}:{column}"
    piece = raw[start["offset"] : end["offset"]].decode("utf-8", "replace")
    text = unescaped(piece)
    if not place:
        return None if piece in raw.decode("utf-8", "replace") else "is not in the file"
    cell = cells_of(book)[place["cell"] - 1]
    source = joined(cell.get("source", cell.get("input", "")))
    if text is not None and text in source:
        named = source.split("\n")[place["line"] - 1]
        first = text.split("\n")[0]
        return None if first in named else f"{first!r} is not on line {place['line']} of the cell: {named!r}"
    beside = list(strings(cell.get("outputs", []))) + list(strings(cell.get("metadata", {})))
    if any(text is not None and text in one for one in beside):
        return None
    return None if piece in json.dumps(cell) else f"cell {place['cell']} does not hold {piece!r}"


def main(picket, *paths):
    report = scan(picket, paths)
    books, bad, n = {}, 0, 0
    for result in report["results"]:
        path = result["path"]
        if not path.endswith(".ipynb"):
            continue
        if path not in books:
            with open(path, "rb") as file:
                raw = file.read()
            books[path] = raw, json.loads(raw)
        n += 1
        what = fault(result, *books[path])
        if what:
            bad += 1
            print(f"{path}:{result['start']['line']}: {result['check_id']}: {what}")
    scanned = [path for path in report["paths"]["scanned"] if path.endswith(".ipynb")]
    print(f"{len(scanned)} notebooks read, {n} findings in {len(books)} of them, {bad} not where they should be")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
