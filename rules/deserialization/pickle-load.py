import io
import json
import pickle
import pickle as pkl
from pickle import loads as unpack


class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        raise pickle.UnpicklingError(f"{module}.{name} is not allowed")


def read_vocabulary(path):
    with open(path, "rb") as f:
        # ruleid: pickle-load
        vocabulary = pickle.load(f)
    with open(path + ".idx", "rb") as f:
        # ruleid: pickle-load
        index = pkl.load(f, encoding="latin1")
    return vocabulary, index


def from_cache(redis, key):
    # ruleid: pickle-load
    return unpack(redis.get(key))


def restricted(data):
    # ok: pickle-load
    return SafeUnpickler(io.BytesIO(data)).load()


def deep_copy(model):
    # ok: pickle-load
    return pickle.loads(pickle.dumps(model))


def round_trip(model):
    data = pickle.dumps(model)
    # ok: pickle-load
    return pickle.loads(data)


def save(state, path):
    with open(path, "wb") as f:
        # ok: pickle-load
        pickle.dump(state, f)
    with open(path + ".json") as f:
        # ok: pickle-load
        return json.load(f)
