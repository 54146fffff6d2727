import base64
import marshal
from marshal import loads

from marshmallow import Schema


def unpack(blob, path):
    # ruleid: marshal-load
    code = marshal.loads(base64.b64decode(blob))
    with open(path, "rb") as f:
        # ruleid: marshal-load
        table = marshal.load(f)
    # ruleid: marshal-load
    return code, table, loads(blob)


def pack(value, schema: Schema):
    # ok: marshal-load
    data = marshal.dumps(value)
    marshaller = schema
    # ok: marshal-load
    checked = marshaller.load({"a": 1})
    # ok: marshal-load
    return data, checked, schema.loads("{}")
