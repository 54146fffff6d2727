import yaml
from yaml import Loader, SafeLoader, load


def config(stream):
    # ruleid: yaml-unsafe-loader
    a = yaml.load(stream, Loader=yaml.SafeLoader)
    # ruleid: yaml-unsafe-loader
    b = load(stream, Loader=SafeLoader)
    # ruleid: yaml-unsafe-loader
    c = yaml.load(stream, yaml.SafeLoader)
    return a, b, c


def safe(stream, DataLoader):
    # ok: yaml-unsafe-loader
    a = yaml.load(stream, Loader=SafeLoader)
    # ok: yaml-unsafe-loader
    b = yaml.load(stream, Loader=yaml.BaseLoader)
    # ok: yaml-unsafe-loader
    c = DataLoader.load(stream, Loader=yaml.Loader)
    # ok: yaml-unsafe-loader
    d = yaml.load(stream, Loader=yaml.FullLoader)
    return a, b, c, d
