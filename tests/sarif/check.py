#!/usr/bin/env python3
"""What GitHub code scanning asks of a SARIF file beyond its schema: check.py ROOT FILE...

Limits, the properties it needs, places that are in the files under ROOT, and primaryLocationLineHash, worked out again
from the files. Exit 1 with a line for each problem."""

import gzip
import json
import pathlib
import re
import sys
import urllib.parse

WINDOW = 100
MASK = (1 << 64) - 1
DROP = pow(37, WINDOW, 1 << 64)
PRECISIONS = {"very-high", "high", "medium", "low"}


def units(text):
    """UTF-16 code units without spaces and tabs; every end of line is one 10."""
    raw = text.encode("utf-16-le", "surrogatepass")
    after_return = False
    for i in range(0, len(raw), 2):
        unit = raw[i] | raw[i + 1] << 8
        if unit in (32, 9) or (unit == 10 and after_return):
            after_return = False
            continue
        after_return = unit == 13
        yield 10 if unit == 13 else unit


def line_hashes(text):
    """Hash of the 100 units from each line's start, with which of the equal ones it is: {line: "hash:n"}."""
    stream = [*units(text), 65535] + [0] * WINDOW
    starts = [0] + [i + 1 for i, unit in enumerate(stream) if unit == 10]
    sums, seen, result = [0], {}, {}
    for unit in stream:
        sums.append((sums[-1] * 37 + unit) & MASK)
    for number, start in enumerate(starts, 1):
        window = (sums[min(start + WINDOW, len(stream))] - sums[start] * DROP) & MASK
        seen[window] = seen.get(window, 0) + 1
        result[number] = f"{window:x}:{seen[window]}"
    return result


class File:
    def __init__(self, path):
        data = path.read_bytes()
        text = data.decode("utf-8", "replace")
        self.hashes = line_hashes(text)
        self.lines = re.split(r"\r\n|\n|\r", text)
        self.one_line = len([line for line in self.lines if line.strip()]) == 1


def check_rule(rule, say):
    properties = rule.get("properties", {})
    for name in "shortDescription", "fullDescription", "help":
        text = rule.get(name, {}).get("text", "")
        if not text or (name != "help" and len(text) > 1024):
            say(f"rule {rule['id']}: {name} is empty or too long")
    if len(rule.get("name", "")) > 255 or len(properties.get("tags", [])) > 10:
        say(f"rule {rule['id']}: name or tags too long")
    if not rule["help"].get("markdown"):
        say(f"rule {rule['id']}: no help in Markdown")
    if properties.get("precision") not in PRECISIONS:
        say(f"rule {rule['id']}: precision {properties.get('precision')}")
    score = properties.get("security-severity")
    if score is not None and not (re.fullmatch(r"\d+\.\d", score) and 0 < float(score) <= 10 and "security" in properties["tags"]):
        say(f"rule {rule['id']}: security-severity {score}")


def check_place(place, root, files, say):
    """The file of a place, and its region."""
    physical = place["physicalLocation"]
    artifact, region = physical["artifactLocation"], physical["region"]
    uri = artifact["uri"]
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|/", uri) or "\\" in uri or artifact.get("uriBaseId") != "%SRCROOT%":
        say(f"{uri} is not relative to the repository")
    path = pathlib.Path(root) / urllib.parse.unquote(uri)
    if "\ufffd" in path.name:  # stands for bytes that are no UTF-8, which no URI here can have
        return None, region
    if not path.is_file() or path.is_symlink():
        say(f"{uri} is no file")
        return None, region
    if path not in files:
        files[path] = File(path)
    file = files[path]
    if any(region.get(key, 0) < 1 for key in ("startLine", "startColumn", "endLine", "endColumn")):
        say(f"{uri}: region {region}")
    elif region["endLine"] > len(file.lines) or region["endColumn"] > len(file.lines[region["endLine"] - 1]) + 1:
        say(f"{uri}: {region} is not in the file")
    return file, region


def check_result(result, rules, root, files, say):
    if rules[result["ruleIndex"]]["id"] != result["ruleId"] or not result["message"]["text"]:
        say(f"{result['ruleId']}: rule index or message")
    if result.get("suppressions"):
        say(f"{result['ruleId']}: suppressed, and GitHub would show it")
    file, region = check_place(result["locations"][0], root, files, say)
    flows = [step["location"] for flow in result.get("codeFlows", []) for thread in flow["threadFlows"] for step in thread["locations"]]
    related = result.get("relatedLocations", [])
    if len(flows) > 1000 or len(related) > 100:
        say(f"{result['ruleId']}: {len(flows)} steps, {len(related)} related places")
    for place in flows + related:
        check_place(place, root, files, say)
    got = result.get("partialFingerprints", {}).get("primaryLocationLineHash")
    if file is None:
        return
    if "packed" in result["properties"] or file.one_line and "logicalLocations" in result["locations"][0]:
        if not re.fullmatch(r"[0-9a-f]{1,16}:1", got or ""):  # of the text, of the cell: GitHub's would be the same for all
            say(f"{result['ruleId']}: {got}")
    elif got != file.hashes[region["startLine"]]:
        say(f"{result['ruleId']}: primaryLocationLineHash {got}, not {file.hashes[region['startLine']]}")


def check(path, root, files):
    problems = []
    raw = pathlib.Path(path).read_bytes()
    log = json.loads(raw)
    (run,) = log["runs"]
    rules, results = run["tool"]["driver"]["rules"], run["results"]
    ids = [rule["id"] for rule in rules]
    if log["version"] != "2.1.0" or not log["$schema"] or run["columnKind"] not in ("unicodeCodePoints", "utf16CodeUnits"):
        problems.append("version, $schema or columnKind")
    if len(set(ids)) != len(ids) or len(results) > 25000 or len(raw) >= 10_000_000 or len(gzip.compress(raw, 1)) > 10_000_000:
        problems.append("rules are not a set, or too many results, or too large")
    levels = [{"error": 2, "warning": 1, "note": 0}[result["level"]] for result in results]
    if levels != sorted(levels, reverse=True):
        problems.append("the worst do not come first")
    for rule in rules:
        check_rule(rule, problems.append)
    for result in results:
        check_result(result, rules, root, files, problems.append)
    for problem in problems:
        print(f"{path}: {problem}")
    return not problems


def main(args):
    files = {}
    return 0 if all([check(path, args[0], files) for path in args[1:]]) else 1


def vectors():
    """The hash is computed as published: texts with known hashes."""
    assert line_hashes("") == {1: "c129715d7a2bc9a3:1"}
    assert line_hashes("x = 2\nx = 1\nprint(x)\nx = 3\nprint(x)\nx = 4\nprint(x)\n")[2] == "bb609acbe9138d60:1"
    assert line_hashes("Lorem ipsum dolor sit amet.\n" * 10)[6] == "a7f2ff13bc495cf2:6"
    assert line_hashes("caf\u00e9 \U0001f600 \u4f60\n\ufeffx\n")[1] == "9949c541781a9566:1"


if __name__ == "__main__":
    vectors()
    sys.exit(main(sys.argv[1:]))
