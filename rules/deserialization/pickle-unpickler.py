import pickle
from pickle import Unpickler

import dill


class Restricted(pickle.Unpickler):
    def find_class(self, module, name):
        # ok: pickle-unpickler
        if module == "collections":
            # ok: pickle-unpickler
            return super().find_class(module, name)
        raise pickle.UnpicklingError(name)


def load_all(stream):
    # ruleid: pickle-unpickler
    reader = pickle.Unpickler(stream)
    # ruleid: pickle-unpickler
    other = Unpickler(stream, encoding="bytes")
    # ruleid: pickle-unpickler
    third = dill.Unpickler(stream)
    return reader.load(), other.load(), third.load()


def load_safely(stream):
    # ok: pickle-unpickler
    return Restricted(stream).load()


def write(stream, value):
    # ok: pickle-unpickler
    pickle.Pickler(stream).dump(value)
