import subprocess
import subprocess as sp
from subprocess import check_output, Popen

SHELL = True


def convert(path, out):
    # ruleid: subprocess-shell
    subprocess.run(f"ffmpeg -i {path} {out}", shell=True, check=True)
    # ruleid: subprocess-shell
    text = check_output("ls " + path, shell=True)
    command = "rm -r %s" % out
    # ruleid: subprocess-shell
    Popen(command, stdout=sp.PIPE, shell=SHELL)
    # ruleid: subprocess-shell
    status = sp.getoutput("du -s " + path)
    return text, status


def safe(path, out, runner):
    # ok: subprocess-shell
    subprocess.run(["ffmpeg", "-i", path, out], check=True)
    # ok: subprocess-shell
    subprocess.run("nvidia-smi", shell=True)
    # ok: subprocess-shell
    sp.run(path, shell=False)
    # ok: subprocess-shell
    runner.run(path, shell=True)
    # ok: subprocess-shell
    return sp.getoutput("nproc")
