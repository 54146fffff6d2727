import ruamel.yaml as ry
import yaml
import yaml as yml
from yaml import unsafe_load, load


def config(path):
    with open(path) as f:
        # ruleid: yaml-unsafe-load
        a = yaml.load(f)
    # ruleid: yaml-unsafe-load
    b = yml.load(open(path).read())
    # ruleid: yaml-unsafe-load
    c = unsafe_load(open(path))
    # ruleid: yaml-unsafe-load
    d = list(yaml.load_all(open(path)))
    return a, b, c, d


def safe(path):
    with open(path) as f:
        # ok: yaml-unsafe-load
        a = yaml.safe_load(f)
    # ok: yaml-unsafe-load
    b = yaml.load(open(path), Loader=yaml.SafeLoader)
    # ok: yaml-unsafe-load
    c = yml.load(open(path), yaml.CSafeLoader)
    # ok: yaml-unsafe-load
    d = yaml.load(open(path), Loader=yaml.BaseLoader)
    return a, b, c, d


def round_trip(path):
    yaml = ry.YAML()
    # ok: yaml-unsafe-load
    return yaml.load(path)
