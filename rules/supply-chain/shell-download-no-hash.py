import os
import subprocess as sp
from subprocess import run

# ruleid: shell-download-no-hash
os.system("wget https://example.org/model.bin")
# ruleid: shell-download-no-hash
sp.run(["wget", "-q", "https://example.org/model.bin"])
# ruleid: shell-download-no-hash
run("curl -L https://example.org/a.zip -o a.zip", shell=True)

# ok: shell-download-no-hash
os.system("sha256sum --check model.sha256")
# ok: shell-download-no-hash
run(["which", "wget"])
# ok: shell-download-no-hash
print("wget https://example.org")
