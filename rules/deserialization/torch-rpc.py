import torch.distributed as dist
import torch.distributed.rpc as rpc
from torch.distributed.rpc import init_rpc

# ruleid: torch-rpc
rpc.init_rpc("worker0", rank=0, world_size=2)
# ruleid: torch-rpc
init_rpc("worker1", rank=1, world_size=2)

# ok: torch-rpc
dist.init_process_group("nccl", init_method="env://")
# ok: torch-rpc
rpc.rpc_sync("worker1", len, args=([],))
# ok: torch-rpc
rpc.shutdown()
