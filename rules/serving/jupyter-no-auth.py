import subprocess
from subprocess import Popen

from traitlets.config import get_config

c = get_config()
# ruleid: jupyter-no-auth
c.ServerApp.token = ""
# ruleid: jupyter-no-auth
c.NotebookApp.password = ""
# ruleid: jupyter-no-auth
c.NotebookApp.disable_check_xsrf = True
# ruleid: jupyter-no-auth
Popen(["jupyter", "lab", "--ServerApp.token=", "--no-browser"])

# ok: jupyter-no-auth
c.ServerApp.port = 8888
# ok: jupyter-no-auth
c.ServerApp.password = "argon2:..."
# ok: jupyter-no-auth
subprocess.run(["jupyter", "nbconvert", "--to", "script", "a.ipynb"])
