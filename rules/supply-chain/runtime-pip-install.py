import os
import subprocess
import sys
from subprocess import check_call

# ruleid: runtime-pip-install
check_call([sys.executable, "-m", "pip", "install", "numpy"])
# ruleid: runtime-pip-install
subprocess.run("pip install -q transformers", shell=True)
# ruleid: runtime-pip-install
os.system("pip3 install gdown")
# ruleid: runtime-pip-install
subprocess.check_call(["pip", "install", sys.argv[1]])

# ok: runtime-pip-install
subprocess.run([sys.executable, "-m", "pip", "list"])
# ok: runtime-pip-install
print("try: pip install numpy")
# ok: runtime-pip-install
os.system("pip --version")
# ok: runtime-pip-install
check_call([sys.executable, "-m", "pip", "install", "-e", "."])

# ok: runtime-pip-install
subprocess.run(["uv", "pip", "install", "tool @ ."], check=True)
