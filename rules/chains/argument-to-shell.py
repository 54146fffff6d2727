import argparse
import os
import shlex
import subprocess
import sys
from os import system


def main():
    args = argparse.ArgumentParser().parse_args()
    # ruleid: argument-to-shell
    system("tar xf " + args.path)
    # ruleid: argument-to-shell
    optimizer = eval(args.optimizer)
    # ruleid: argument-to-shell
    subprocess.run(f"ls {sys.argv[1]}", shell=True)
    # ok: argument-to-shell
    os.system("tar xf " + shlex.quote(args.path))
    # ok: argument-to-shell
    size = eval(str(int(args.size)))
    # ok: argument-to-shell
    subprocess.run(["tar", "xf", args.path], check=True)
    return optimizer, size
