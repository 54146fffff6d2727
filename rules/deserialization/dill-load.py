import dill
import dill as serializer
from dill import load_session


def read(path, blob):
    with open(path, "rb") as f:
        # ruleid: dill-load
        predict = dill.load(f)
    # ruleid: dill-load
    fit = serializer.loads(blob)
    # ruleid: dill-load
    load_session("notebook.db")
    return predict, fit


def write(path, function):
    with open(path, "wb") as f:
        # ok: dill-load
        dill.dump(function, f)
    # ok: dill-load
    copy = dill.loads(dill.dumps(function))
    # ok: dill-load
    dill.settings["recurse"] = True
    return copy
