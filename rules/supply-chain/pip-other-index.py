import os
import subprocess
import sys
from subprocess import check_call

# ruleid: pip-other-index
check_call([sys.executable, "-m", "pip", "install", "--extra-index-url", "https://packages.example.org", "mine"])
# ruleid: pip-other-index
os.system("pip install --trusted-host packages.example.org mine")
# ruleid: pip-other-index
os.environ["PIP_EXTRA_INDEX_URL"] = "https://packages.example.org"

# ok: pip-other-index
subprocess.run([sys.executable, "-m", "pip", "install", "--index-url", "https://packages.example.org", "mine"])
# ok: pip-other-index
os.environ["PIP_NO_INPUT"] = "1"
# ok: pip-other-index
print("pip --extra-index-url")
