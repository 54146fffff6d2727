import os
import sys
from os import execvp


def main(program, args):
    # ruleid: process-spawn
    os.execv(program, [program, *args])
    # ruleid: process-spawn
    execvp(args[0], args)


def safe(runner):
    # ok: process-spawn
    os.execv(sys.executable, [sys.executable, *sys.argv])
    # ok: process-spawn
    runner.execv("a")
    # ok: process-spawn
    os.getpid()
