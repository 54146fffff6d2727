import pyarrow as pa
from pyarrow import deserialize

# ruleid: pyarrow-deserialize
a = pa.deserialize(b"")
# ruleid: pyarrow-deserialize
b = deserialize(b"")
# ruleid: pyarrow-deserialize
pa.PyExtensionType.set_auto_load(True)

# ok: pyarrow-deserialize
c = pa.ipc.open_file("table.arrow")
# ok: pyarrow-deserialize
d = pa.serialize([1])
# ok: pyarrow-deserialize
pa.PyExtensionType.set_auto_load(False)
