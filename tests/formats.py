#!/usr/bin/env python3
"""Every format, written in one run over hostile names and code and over the twins of all rules, and read again by a parser
that knows nothing of picket: formats.py PICKET SCRATCH. The formats must agree. Ends with "N passed, N failed"."""

import csv
import html.parser
import json
import pathlib
import re
import shutil
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree
import zipfile

LOADS = 'import pickle\nx = pickle.load(open("%s", "rb"))\n'
HOSTILE = {
    '"><img src=x onerror=alert(1)>.py': "</code></td><script>alert(2)</script>",
    "a,b;'c\" | `d` ]](e).py": "]]>&amp;<!--",
    "=1+1%0A::error::x.py": "\\u202e ${x} {{style}}",
    "line\nend \x1b[31m.py": "\u202eabc\u2066",
    "dir]|/\u65e5\u672c \U0001f600.py": "\U0001f600 ``` \u00e9\u0301",
}
# names of texts in an archive, and how they are shown
NAMES = {
    "config/.env": "config/.env",
    '"><img src=x onerror=alert(1)>]](e)`|': '"><img src=x onerror=alert(1)>]](e)`|',
    "=1+1%0A::error::x.txt": "=1+1%0A::error::x.txt",
    "line\nend \x1b[31m.txt": "line\\x0aend \\x1b[31m.txt",
    "\u65e5.txt": "\\xe6\\x97\\xa5.txt",
}
SUFFIXES = ["json", "ndjson", "sarif", "csv", "xml", "md", "html", "gitlab.json", "txt"]
VOID = {"meta", "link", "img", "br", "hr", "input"}
passed = failed = 0


def check(good, what):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print("FAIL", what)


class Page(html.parser.HTMLParser):
    """Elements must nest, and only those that picket writes may be there."""

    def __init__(self):
        super().__init__()
        self.open, self.rows, self.wrong, self.scripts = [], 0, [], 0

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        self.rows += tag == "tr" and "data-severity" in names
        self.scripts += tag == "script"
        self.wrong += [(tag, name) for name in names if name.startswith("on") or name in ("style", "src")]
        self.wrong += [tag] if tag in ("img", "iframe", "link", "object", "base") else []
        self.wrong += [link for name, link in attrs if name == "href" and not re.match("https://|#", link)]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append("/" + tag)


def scan(picket, folder, *options):
    run = subprocess.run([picket, "scan", "--all", "--isolated", "--exit-zero", *options, "."], cwd=folder, capture_output=True, check=True)
    return run.stdout


def read_page(text, n, what):
    page = Page()
    page.feed(text)
    check(page.rows == n and page.scripts == 1, f"{what}: {page.rows} rows and {page.scripts} scripts in the page")
    check(not page.wrong and not page.open, f"{what}: page {page.wrong[:3]} {page.open[:3]}")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text).group(1)
    check("default-src 'none'" in policy and "unsafe" not in policy, f"{what}: policy {policy}")


def key(path, line, rule):
    return f"{rule} {line} {path}"


def read_all(picket, folder, out, what):
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    said = scan(picket, folder, *[word for suffix in SUFFIXES for word in ("-o", str(out / f"r.{suffix}"))])
    check(not said, f"{what}: reports in files, and something on standard output")
    text = {suffix: (out / f"r.{suffix}").read_bytes().decode("utf-8") for suffix in SUFFIXES}  # all are UTF-8
    results = json.loads(text["json"])["results"]
    want = sorted(key(r["path"], r["start"]["line"], r["check_id"]) for r in results)
    check(len(want) >= len(HOSTILE), f"{what}: {len(want)} findings")

    records = [json.loads(line) for line in text["ndjson"].splitlines()]
    found = [r for r in records if r["kind"] == "finding"]
    check(sorted(key(r["path"], r["start"]["line"], r["rule"]) for r in found) == want, f"{what}: ndjson")
    check(records[-1]["kind"] == "summary", f"{what}: ndjson ends with a summary")

    rows = list(csv.DictReader(text["csv"].splitlines(keepends=True), strict=True))
    check(len(rows) == len(want) and all(None not in row and row["rule"] for row in rows), f"{what}: csv has {len(rows)} rows")
    check(not any(value[:1] in ("=", "+", "-", "@") for row in rows for value in row.values()), f"{what}: csv formulas")

    suites = xml.etree.ElementTree.fromstring(text["xml"])
    check(len(suites.findall(".//failure")) == len(want) == int(suites.get("failures")), f"{what}: junit")

    issues = json.loads(text["gitlab.json"])
    check(len(issues) == len({issue["fingerprint"] for issue in issues}) == len(want), f"{what}: gitlab")
    check({issue["severity"] for issue in issues} <= {"info", "minor", "major", "critical", "blocker"}, f"{what}: gitlab severities")
    check(not any(issue["location"]["path"].startswith("/") for issue in issues), f"{what}: gitlab paths")

    check(len(json.loads(text["sarif"])["runs"][0]["results"]) == len(want), f"{what}: sarif")
    check(not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text["txt"]), f"{what}: control bytes in the text")
    check("<img" not in text["md"] and "<script" not in text["md"] and "\x1b" not in text["md"], f"{what}: markdown is escaped")
    places = [(r["check_id"], r["extra"]["secret"]["sha256"]) for r in results if "secret" in r["extra"]]
    read_page(text["html"], len(want) - len(places) + len(set(places)), what)
    end = records[-1]
    check((end["secrets"], end["places"]) == (len(set(places)), len(places)), f"{what}: secrets and places")
    check(end["findings"] == len(want) - len(places) + len(set(places)), f"{what}: findings")

    lines = scan(picket, folder, "--format", "github").decode().splitlines()
    commands = [line for line in lines if re.match(r"::(error|warning|notice) file=[^,]*,line=\d+,", line)]
    check(len(commands) == len([line for line in lines if line.startswith("::")]), f"{what}: github")
    check(not any("\x1b" in line for line in lines), f"{what}: github has escapes")
    return len(want)


def read_packed(picket, folder, out):
    """The last reports of a folder in which every text that is packed is one of NAMES in odd.zip."""
    results = [r for r in json.loads((out / "r.json").read_text("utf-8"))["results"] if "packed" in r["extra"]]
    check({r["path"] for r in results} == {"odd.zip"}, "packed: json names the archive")
    check(sorted(r["extra"]["packed"]["path"] for r in results) == sorted(NAMES.values()), "packed: json names the members")
    check({(r["start"]["line"], r["extra"]["packed"]["line"], r["extra"]["packed"]["column"]) for r in results} == {(1, 3, 12)},
          "packed: lines")
    sarif = json.loads((out / "r.sarif").read_text("utf-8"))["runs"][0]["results"]
    for r in (r for r in sarif if "packed" in r["properties"]):
        place, name = r["locations"][0], r["properties"]["packed"]["path"]
        uri = place["physicalLocation"]["artifactLocation"]["uri"]
        homes = [folder, *folder.parents]  # the repository may begin further up
        check(any((home / urllib.parse.unquote(uri)).is_file() for home in homes), f"packed: sarif leads to {uri}")
        check([p["name"] for p in place["logicalLocations"]] == [name], f"packed: sarif names {name}")
        check(f"({name.replace('](', '] (')}, line 3)" in r["message"]["text"], f"packed: sarif says {name}")
    hashes = [r["partialFingerprints"]["primaryLocationLineHash"] for r in sarif if "packed" in r["properties"]]
    check(len(hashes) == len(set(hashes)) == len(NAMES), "packed: alerts are told apart")
    rows = csv.DictReader((out / "r.csv").read_text("utf-8").splitlines(keepends=True))
    check(sorted(row["path"] for row in rows if row["path"].startswith("odd.zip")) == sorted("odd.zip!" + n for n in NAMES.values()),
          "packed: csv")
    check("odd.zip!config/.env:3:12" in scan(picket, folder, "--format", "concise").decode(), "packed: concise")


def main(picket, scratch):
    scratch = pathlib.Path(scratch).resolve()
    hostile = scratch / "hostile"
    shutil.rmtree(scratch, ignore_errors=True)
    for name, text in HOSTILE.items():
        path = hostile / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(LOADS % text, encoding="utf-8")
    token = "hf_" + "uKvRzTqLbNxWpYdM" + "cGhJfSeAoPiZlEwVtB"
    (hostile / "copies.py").write_text(f"a = '{token}'\nb = '{token}'\n", encoding="utf-8")
    (hostile / "<b>|`x`\x1b[31m.env").write_text(f"HF_TOKEN={token}\n", encoding="utf-8")
    with zipfile.ZipFile(hostile / "odd.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in NAMES:
            archive.writestr(name, f"A=1\n\n  HF_TOKEN={token}\n")
    read_all(picket, hostile, scratch / "out", "hostile")
    read_packed(picket, hostile, scratch / "out")
    read_all(picket, "rules", scratch / "out", "twins")
    print(f"{passed} passed, {failed} failed")


if __name__ == "__main__":
    main(*sys.argv[1:])
