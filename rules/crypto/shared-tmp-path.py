import os
import tempfile
import torch
from torch import load

# ruleid: shared-tmp-path
state = torch.load("/tmp/model.pt", weights_only=True)
# ruleid: shared-tmp-path
log = open("/tmp/log.txt", "w")
# ruleid: shared-tmp-path
other = load("/dev/shm/model.pt", weights_only=True)

# ok: shared-tmp-path
local = torch.load("checkpoints/tmp/model.pt", weights_only=True)
# ok: shared-tmp-path
folder = tempfile.mkdtemp()
# ok: shared-tmp-path
file = open(os.path.join(folder, "log.txt"), "w")
