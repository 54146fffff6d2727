import os
import socket
import subprocess
import sys
from os import dup2

s = socket.socket()
# ruleid: reverse-shell
os.dup2(s.fileno(), 0)
# ruleid: reverse-shell
dup2(s.fileno(), 1)

# ok: reverse-shell
os.dup2(sys.stderr.fileno(), 2)
# ok: reverse-shell
subprocess.run(["bash", "train.sh"])
# ok: reverse-shell
os.system("nc -z localhost 8000")
