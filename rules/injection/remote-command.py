import asyncio

import paramiko
from invoke import run


async def convert(path, out):
    # ruleid: remote-command
    await asyncio.create_subprocess_shell(f"ffmpeg -i {path} {out}")
    client = paramiko.SSHClient()
    # ruleid: remote-command
    client.exec_command("rm " + path)
    # ruleid: remote-command
    run(f"mv {path} {out}")


async def safe(path, out):
    # ok: remote-command
    await asyncio.create_subprocess_exec("ffmpeg", "-i", path, out)
    # ok: remote-command
    await asyncio.create_subprocess_shell("nvidia-smi")
    # ok: remote-command
    run("make")
