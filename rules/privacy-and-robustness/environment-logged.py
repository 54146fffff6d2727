import os
from os import environ

import wandb

# ruleid: environment-logged
print(os.environ)
# ruleid: environment-logged
wandb.config.update(dict(environ))
# ruleid: environment-logged
os.system("env")

# ok: environment-logged
print(os.environ["HOME"])
# ok: environment-logged
print(len(os.environ))
# ok: environment-logged
env = dict(os.environ, CUDA_VISIBLE_DEVICES="0")
