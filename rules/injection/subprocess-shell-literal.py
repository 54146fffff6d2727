import subprocess
from subprocess import check_output

# ruleid: subprocess-shell-literal
subprocess.run("nvidia-smi | head", shell=True)
# ruleid: subprocess-shell-literal
gpus = check_output("nvidia-smi -L", shell=True)

# ok: subprocess-shell-literal
plain = subprocess.run(["nvidia-smi", "-L"], check=True)
# ok: subprocess-shell-literal
built = subprocess.run("ls " + plain.stdout, shell=True)
# ok: subprocess-shell-literal
off = subprocess.run("nvidia-smi", shell=False)
