import distributed
import ray
from dask.distributed import Client, LocalCluster

# ruleid: dask-open-cluster
a = Client("tcp://scheduler:8786")
# ruleid: dask-open-cluster
b = LocalCluster(host="0.0.0.0")
# ruleid: dask-open-cluster
ray.init("ray://head:10001")

# ok: dask-open-cluster
c = Client("tls://scheduler:8786", security=None)
# ok: dask-open-cluster
d = distributed.LocalCluster()
# ok: dask-open-cluster
ray.init()
