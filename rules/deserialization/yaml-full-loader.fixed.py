import yaml
from yaml import FullLoader, full_load


def config(stream):
    # ruleid: yaml-full-loader
    a = yaml.load(stream, Loader=yaml.SafeLoader)
    # ruleid: yaml-full-loader
    b = yaml.load(stream, SafeLoader)
    # ruleid: yaml-full-loader
    c = full_load(stream)
    return a, b, c


def safe(stream, batch):
    # ok: yaml-full-loader
    a = yaml.safe_load(stream)
    # ok: yaml-full-loader
    b = yaml.load(stream, Loader=yaml.CSafeLoader)
    # ok: yaml-full-loader
    c = batch.full_load(stream)
    return a, b, c
