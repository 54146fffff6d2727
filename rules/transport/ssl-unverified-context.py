import ssl
from ssl import _create_unverified_context

import urllib3

# ruleid: ssl-unverified-context
a = ssl._create_unverified_context()
# ruleid: ssl-unverified-context
b = _create_unverified_context()
c = ssl.create_default_context()
# ruleid: ssl-unverified-context
c.verify_mode = ssl.CERT_NONE
# ruleid: ssl-unverified-context
pool = urllib3.PoolManager(cert_reqs="CERT_NONE")

# ok: ssl-unverified-context
d = ssl.create_default_context()
# ok: ssl-unverified-context
d.verify_mode = ssl.CERT_REQUIRED
# ok: ssl-unverified-context
strict = urllib3.PoolManager(cert_reqs="CERT_REQUIRED")
