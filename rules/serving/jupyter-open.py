import subprocess
from subprocess import Popen

from traitlets.config import get_config

c = get_config()
# ruleid: jupyter-open
c.ServerApp.ip = "0.0.0.0"
# ruleid: jupyter-open
c.NotebookApp.allow_root = True
# ruleid: jupyter-open
Popen(["jupyter", "notebook", "--allow-root"])

# ok: jupyter-open
c.ServerApp.ip = "127.0.0.1"
# ok: jupyter-open
c.ServerApp.allow_root = False
# ok: jupyter-open
subprocess.run(["jupyter", "nbconvert", "--allow-errors", "a.ipynb"])
