import ruamel.yaml
from ruamel.yaml import YAML

# ruleid: ruamel-unsafe
reader = YAML(typ="safe")
# ruleid: ruamel-unsafe
other = ruamel.yaml.YAML(typ="safe", pure=True)
# ruleid: ruamel-unsafe
config = ruamel.yaml.load(open("config.yaml"), Loader=ruamel.yaml.Loader)

# ok: ruamel-unsafe
safe = YAML(typ="safe")
# ok: ruamel-unsafe
round_trip = YAML()
# ok: ruamel-unsafe
yaml = ruamel.yaml.YAML(typ="rt", pure=True)
