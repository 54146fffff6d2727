import os
from os import chmod
from pathlib import Path

# ruleid: world-writable
os.chmod("run.sh", 0o777)
# ruleid: world-writable
chmod("checkpoints", 0o666)
# ruleid: world-writable
Path("cache").chmod(0o1777)

# ok: world-writable
os.chmod("run.sh", 0o755)
# ok: world-writable
chmod("key.pem", 0o600)
# ok: world-writable
Path("cache").chmod(0o750)
