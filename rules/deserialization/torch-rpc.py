import torch.distributed as dist
import torch.distributed.rpc as rpc
from torch.distributed import TCPStore, init_process_group

# ruleid: torch-rpc
rpc.init_rpc("worker0", rank=0, world_size=2)
# ruleid: torch-rpc
init_process_group("gloo", init_method="tcp://0.0.0.0:29500", rank=0, world_size=2)
# ruleid: torch-rpc
store = TCPStore("0.0.0.0", 29500, 2, True)

# ok: torch-rpc
dist.init_process_group("nccl", init_method="env://")
# ok: torch-rpc
local = dist.TCPStore("127.0.0.1", 29500, 1, True)
# ok: torch-rpc
rpc.shutdown()
