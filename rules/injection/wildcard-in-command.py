import os
import subprocess
from os import system

# ruleid: wildcard-in-command
system("tar cf out.tar *")
# ruleid: wildcard-in-command
subprocess.run("chown user *", shell=True)

# ok: wildcard-in-command
os.system("tar cf out.tar data/")
# ok: wildcard-in-command
subprocess.run("ls *", shell=True)
# ok: wildcard-in-command
subprocess.run(["rsync", "-a", "data/", "out/"])
