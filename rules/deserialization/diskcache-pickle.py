import diskcache
from diskcache import Cache, JSONDisk
from joblib import Memory

# ruleid: diskcache-pickle
a = diskcache.Cache("/shared/cache")
# ruleid: diskcache-pickle
b = Cache()
# ruleid: diskcache-pickle
memory = Memory("/tmp/joblib")

# ok: diskcache-pickle
c = Cache("cache", disk=JSONDisk)
# ok: diskcache-pickle
d = Memory("cache")
# ok: diskcache-pickle
e = a.get("key")
