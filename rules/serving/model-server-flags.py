import os
import subprocess
from subprocess import Popen

import ray

# ruleid: model-server-flags
Popen(["tensorboard", "--logdir", "runs", "--bind_all"])
# ruleid: model-server-flags
os.system("mlflow server --host 0.0.0.0 --port 5000")
# ruleid: model-server-flags
ray.init(dashboard_host="0.0.0.0")

# ok: model-server-flags
Popen(["tensorboard", "--logdir", "runs"])
# ok: model-server-flags
ray.init(dashboard_host="127.0.0.1")
# ok: model-server-flags
subprocess.run(["mlflow", "ui", "--host", "127.0.0.1"])
