import distributed
from dask.distributed import Security
from distributed.security import Security as DaskSecurity

# ruleid: dask-without-encryption
a = Security(require_encryption=True)
# ruleid: dask-without-encryption
b = DaskSecurity(tls_ca_file="ca.pem", require_encryption=True)

# ok: dask-without-encryption
c = Security(require_encryption=True)
# ok: dask-without-encryption
d = DaskSecurity(tls_ca_file="ca.pem")
# ok: dask-without-encryption
e = distributed.Client("tls://scheduler:8786", security=c)
