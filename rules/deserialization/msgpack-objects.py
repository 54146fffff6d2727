import msgpack
import msgpack_numpy as mnp
from msgpack_numpy import patch

# ruleid: msgpack-objects
patch()
# ruleid: msgpack-objects
array = msgpack.unpackb(b"", object_hook=mnp.decode)
# ruleid: msgpack-objects
other = mnp.unpackb(b"")

# ok: msgpack-objects
plain = msgpack.unpackb(b"")
# ok: msgpack-objects
packed = mnp.packb(array)
# ok: msgpack-objects
text = msgpack.packb("text", default=mnp.encode)
