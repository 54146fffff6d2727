"""peers.py BUILD ROUNDS TREE...: processor time (user and system) of other programs beside that of picket, in turns, so that a busy
machine is busy for all; one worker each. Medians of the rounds, and of each round's ratio. Programs come from PATH, or from RUFF=path
and so on; PEERS="ruff bandit" takes some of them. None may ask the network. picklescan has artifacts.py."""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys

SEMGREP = "--metrics off --disable-version-check --quiet --no-git-ignore --x-ignore-semgrepignore-files --jobs 1 --config {rules} {tree}"
# Whoever is compared, under the scan of picket that it is compared with: parse is tree-sitter alone; rg looks for the words that a scan
# looks for first; Semgrep gets the rules of picket that it can read, and every file, and picket the same as rules of somebody else.
PAIRS = [
    (("picket", "picket scan --isolated -j 1 {tree}"), [
        ("bare parse", "parse {tree}"),
        ("rg, same words", "rg --no-config --hidden -g !.git -j 1 -c -F -f {words} {tree}"),
        ("ruff --select S", "ruff check --select S --no-cache --isolated --quiet {tree}"),
        ("bandit", "bandit -r -q {tree}"),
        ("gitleaks", "gitleaks dir --no-banner {tree}"),
        ("detect-secrets", "detect-secrets -C {tree} -c 1 scan --all-files --no-verify"),
    ]),
    (("picket, rules for Semgrep", "picket scan --isolated -j 1 --all --no-builtin --no-gitignore -c {rules} {tree}"), [
        ("semgrep", "semgrep scan " + SEMGREP),
        ("semgrep --experimental", "semgrep scan --experimental " + SEMGREP),
    ]),
]


def prepare(scratch):
    """What commands name: words to look for, and the rules that need no analyzer of picket's own."""
    files = {"words": scratch / "words", "rules": scratch / "rules"}
    shutil.rmtree(scratch, ignore_errors=True)
    files["rules"].mkdir(parents=True)
    files["words"].write_bytes(subprocess.check_output(["words"]))
    for rule in pathlib.Path("rules").glob("*/*.yaml"):
        if "analyzer:" not in rule.read_text():
            shutil.copy(rule, files["rules"])
    return files


def installed(label, command):
    """Says so when the program is wanted and not there."""
    name = command.split()[0]
    if name not in os.environ.get("PEERS", name).split():
        return False
    if not shutil.which(path_of(name)):
        print("%s: not installed, left out" % label)
    return shutil.which(path_of(name))


def path_of(name):
    return os.environ.get(name.upper().replace("-", "_"), name)


def measure(command, places):
    """Processor seconds, and those of the clock."""
    name, *arguments = [word.format(**places) for word in command.split()]
    return [float(n) for n in subprocess.check_output(["cpu", path_of(name)] + arguments).split()[:2]]


def compare(tree, programs, rounds, files):
    """The first of the programs is picket."""
    times = [[measure(command, dict(files, tree=tree)) for _, command in programs] for _ in range(rounds)]
    for i, (label, _) in enumerate(programs):
        columns = zip(*((r[i][0], r[i][1], r[i][0] / r[0][0]) for r in times))
        print("%-24s %-26s %9.3f %9.3f %9.2f" % (os.path.basename(tree), label, *map(statistics.median, columns)), flush=True)


def main(build, rounds, *trees):
    build = pathlib.Path(build).resolve()
    os.environ.update(PATH="%s:%s:%s" % (build, build / "tests/bench", os.environ["PATH"]), RAYON_NUM_THREADS="1", GOMAXPROCS="1")
    files = prepare(build / "bench/peers")
    pairs = [[picket] + [peer for peer in peers if installed(*peer)] for picket, peers in PAIRS]
    print("%-24s %-26s %9s %9s %9s" % ("tree", "program", "CPU, s", "clock, s", "ratio"))
    for tree in trees:
        for programs in pairs:
            if len(programs) > 1:
                compare(tree, programs, int(rounds), files)


if __name__ == "__main__":
    main(*sys.argv[1:])
