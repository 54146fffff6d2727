import cloudpickle
import srsly
from cloudpickle import loads
from ray import cloudpickle as ray_pickle


def run(message, path):
    # ruleid: cloudpickle-load
    task = cloudpickle.loads(message)
    with open(path, "rb") as f:
        # ruleid: cloudpickle-load
        model = ray_pickle.load(f)
    # ruleid: cloudpickle-load
    other = loads(message)
    # ruleid: cloudpickle-load
    config = srsly.pickle_loads(message)
    return task(model, other, config)


def send(socket, task, line):
    # ok: cloudpickle-load
    socket.send(cloudpickle.dumps(task))
    # ok: cloudpickle-load
    clone = cloudpickle.loads(cloudpickle.dumps(task))
    # ok: cloudpickle-load
    settings = srsly.json_loads(line)
    return clone, settings
