import json
import runpy
from pathlib import Path
from runpy import run_path


def configure(path):
    # ruleid: exec-file
    exec(open("configurator.py").read())
    # ruleid: exec-file
    exec(compile(open(path).read(), path, "exec"), globals())
    # ruleid: exec-file
    settings = run_path(path)
    # ruleid: exec-file
    exec(Path(path).read_text())
    return settings


def safe(path):
    # ok: exec-file
    settings = json.load(open(path))
    # ok: exec-file
    runpy.run_module("training.main")
    # ok: exec-file
    text = Path(path).read_text()
    return settings, text
