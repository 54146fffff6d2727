import os
import os as operating_system
import platform
from os import system


def clean(path, out):
    # ruleid: os-system
    os.system("rm -r " + path)
    # ruleid: os-system
    system(f"mkdir -p {out}")
    # ruleid: os-system
    lines = operating_system.popen("ls %s" % path).readlines()
    return lines


def safe(path):
    # ok: os-system
    os.system("nvidia-smi")
    # ok: os-system
    name = platform.system()
    clear = "cls" if name == "Windows" else "clear"
    # ok: os-system
    operating_system.path.join(path, clear)
    command = "nproc"
    # ok: os-system
    return os.popen(command).read()
