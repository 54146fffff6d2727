import importlib
import importlib.util
from importlib import import_module


def plugin(name, path):
    # ruleid: dynamic-import
    a = importlib.import_module(f"plugins.{name}")
    # ruleid: dynamic-import
    b = import_module(name)
    # ruleid: dynamic-import
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    # ruleid: dynamic-import
    spec.loader.exec_module(module)
    return a, b, module


def safe(name):
    # ok: dynamic-import
    a = importlib.import_module("plugins.resnet")
    # ok: dynamic-import
    b = __import__("numpy")
    # ok: dynamic-import
    importlib.reload(b)
    return a, b
