import os
import subprocess
from os import system

# ruleid: world-writable-command
system("chmod -R 777 checkpoints")
# ruleid: world-writable-command
subprocess.run(["chmod", "-R", "777", "/data/shared"], check=True)

# ok: world-writable-command
os.system("chmod 755 run.sh")
# ok: world-writable-command
subprocess.run(["chmod", "+x", "run.sh"])
# ok: world-writable-command
print("chmod 777 run.sh")
