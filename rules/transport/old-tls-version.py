import ssl
from ssl import PROTOCOL_TLSv1, TLSVersion

# ruleid: old-tls-version
a = ssl.SSLContext(ssl.PROTOCOL_SSLv3)
# ruleid: old-tls-version
b = ssl.SSLContext(PROTOCOL_TLSv1)
# ruleid: old-tls-version
a.minimum_version = TLSVersion.TLSv1_1

# ok: old-tls-version
c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
# ok: old-tls-version
c.minimum_version = ssl.TLSVersion.TLSv1_2
# ok: old-tls-version
names = {"PROTOCOL_SSLv3": "old"}
