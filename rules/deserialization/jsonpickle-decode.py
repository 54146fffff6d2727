import json

import jsonpickle
from jsonpickle import decode
from jsonpickle.unpickler import Unpickler


def read_experiment(text):
    # ruleid: jsonpickle-decode
    config = jsonpickle.decode(text)
    # ruleid: jsonpickle-decode
    other = decode(text, keys=True)
    # ruleid: jsonpickle-decode
    context = Unpickler()
    return config, other, context.restore(json.loads(text))


def write(experiment, raw, tokenizer):
    # ok: jsonpickle-decode
    text = jsonpickle.encode(experiment)
    # ok: jsonpickle-decode
    raw.decode("utf-8")
    # ok: jsonpickle-decode
    tokenizer.decode([1, 2])
    # ok: jsonpickle-decode
    return text, json.loads(text)
