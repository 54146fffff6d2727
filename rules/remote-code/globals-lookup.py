import builtins


def build(name, args):
    # ruleid: globals-lookup
    model = globals()[name](**args)
    # ruleid: globals-lookup
    other = getattr(builtins, name)(args)
    # ruleid: globals-lookup
    return globals().get(name)(args), model, other


def safe(name, args, registry):
    # ok: globals-lookup
    a = registry[name](**args)
    # ok: globals-lookup
    b = globals()["safe"](name, args, registry)
    # ok: globals-lookup
    return a, b, getattr(args, name)()
