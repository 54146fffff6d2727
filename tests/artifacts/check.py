"""Compares a JSON report with expected.tsv: check.py EXPECTED < REPORT. Prints what differs; exit 1 when something does."""
import json
import sys


def main(expected):
    report = json.load(sys.stdin)
    found, loud = {}, {}
    for result in report["results"]:
        found.setdefault(result["path"], set()).add(result["check_id"])
        if result["extra"]["severity"] not in ("INFO", "LOW"):
            loud.setdefault(result["path"], set()).add(result["check_id"])
    good = bad = 0
    with open(expected, encoding="utf-8") as lines:
        for line in lines:
            name, rules = line.rstrip("\n").split("\t")
            want, have = set(rules.split()), found.get(name, set())
            quiet = {"-": loud.get(name, set()), "nothing": have}.get(rules)
            wrong = want - have if quiet is None else quiet
            if quiet is None:
                wrong |= {"unasked " + rule for rule in loud.get(name, set()) - want}
            good += not wrong
            bad += bool(wrong)
            if wrong:
                print("FAIL %s: want %s, have %s" % (name, " ".join(sorted(want)), " ".join(sorted(have)) or "-"))
    print("%d passed, %d failed" % (good, bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
