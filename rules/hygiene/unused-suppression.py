import pickle


def read(stream):
    # ok: unused-suppression
    return pickle.load(stream)  # picket: ignore[deserialization] the stream is our own pipe


def write(stream, data):
    # ruleid: unused-suppression
    pickle.dump(data, stream)  # picket: ignore[deserialization] nothing is loaded here


def copy(text):
    # ruleid: unused-suppression
    return text  # picket: ignore


def shown():
    # ok: unused-suppression
    return "# picket: ignore[deserialization] is no comment here"
