import json

from langchain_core.load import dumps, load, loads

# ruleid: langchain-load
a = loads(open("chain.json").read())
# ruleid: langchain-load
b = load(json.load(open("chain.json")))

# ok: langchain-load
c = loads("{}", allowed_objects=[dict])
# ok: langchain-load
d = json.loads("{}")
# ok: langchain-load
text = dumps(a)
