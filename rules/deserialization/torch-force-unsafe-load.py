import os
from os import environ

# ruleid: torch-force-unsafe-load
os.environ["TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD"] = "1"
# ruleid: torch-force-unsafe-load
environ["TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD"] = "true"
# ruleid: torch-force-unsafe-load
os.environ.update({"TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD": "1", "OMP_NUM_THREADS": "1"})

# ok: torch-force-unsafe-load
os.environ["TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD"] = "0"
# ok: torch-force-unsafe-load
os.environ["TORCH_FORCE_WEIGHTS_ONLY_LOAD"] = "1"
# ok: torch-force-unsafe-load
os.environ.pop("TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD", None)
# ok: torch-force-unsafe-load
print(os.environ.get("TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD"))
