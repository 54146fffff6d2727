import ssl
from ssl import _create_unverified_context as unverified

# ruleid: ssl-default-context-off
ssl._create_default_https_context = ssl._create_unverified_context
# ruleid: ssl-default-context-off
ssl._create_default_https_context = unverified

# ok: ssl-default-context-off
ssl._create_default_https_context = ssl.create_default_context
# ok: ssl-default-context-off
context = ssl.create_default_context()
# ok: ssl-default-context-off
kept = ssl._create_default_https_context
