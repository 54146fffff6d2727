import os
import subprocess
from subprocess import run

# ruleid: insecure-download-flag
os.system("wget --no-check-certificate https://example.org/data.zip")
# ruleid: insecure-download-flag
subprocess.run(["curl", "-L", "-k", "https://example.org/a.zip"])
# ruleid: insecure-download-flag
run("curl --insecure https://example.org/a.zip -o a.zip", shell=True)

# ok: insecure-download-flag
os.system("wget https://example.org/data.zip")
# ok: insecure-download-flag
run(["curl", "-L", "https://example.org/a.zip"])
# ok: insecure-download-flag
run(["tar", "-k", "-xf", "a.tar"])
