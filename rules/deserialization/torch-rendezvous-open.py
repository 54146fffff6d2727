import os

import torch.distributed as dist
from torch.distributed import TCPStore, init_process_group

# ruleid: torch-rendezvous-open
init_process_group("gloo", init_method="tcp://0.0.0.0:29500", rank=0, world_size=2)
# ruleid: torch-rendezvous-open
store = TCPStore("0.0.0.0", 29500, 2, True)
# ruleid: torch-rendezvous-open
os.environ["MASTER_ADDR"] = "0.0.0.0"

# ok: torch-rendezvous-open
dist.init_process_group("nccl", init_method="env://")
# ok: torch-rendezvous-open
local = dist.TCPStore("127.0.0.1", 29500, 1, True)
# ok: torch-rendezvous-open
os.environ["MASTER_ADDR"] = "localhost"
