import builtins
import types

run = builtins.exec


def plugin(source, answer, container):
    # ruleid: exec-dynamic
    exec(source)
    namespace = {}
    # ruleid: exec-dynamic
    exec(compile(answer, "answer.py", "exec"), namespace)
    # ruleid: exec-dynamic
    builtins.exec(f"import {source}")
    return namespace


def safe(container, name):
    # ok: exec-dynamic
    exec("import math")
    # ok: exec-dynamic
    container.exec(name)
    code = "x = 1"
    # ok: exec-dynamic
    exec(code)
    # ok: exec-dynamic
    return types.SimpleNamespace(exec=name)
