import torch
import torch.distributed as dist
from torch.distributed import all_gather_object

meta = [None]
# ruleid: torch-distributed-objects
dist.broadcast_object_list(meta, src=0)
# ruleid: torch-distributed-objects
all_gather_object([None, None], {"loss": 1})
# ruleid: torch-distributed-objects
torch.distributed.recv_object_list(meta, src=1)

# ok: torch-distributed-objects
dist.broadcast(torch.zeros(1), src=0)
# ok: torch-distributed-objects
dist.all_gather([torch.zeros(1)], torch.zeros(1))
# ok: torch-distributed-objects
dist.barrier()
