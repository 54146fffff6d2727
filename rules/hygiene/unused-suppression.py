import pickle


def read(stream):
    # ok: unused-suppression
    return pickle.load(stream)  # picket: ignore[deserialization] rules that do not run here may still need it


def write(stream, data):
    # ruleid: unused-suppression
    pickle.dump(data, stream)  # picket: ignore[unused-suppression] nothing to suppress


def copy(text):
    # ruleid: unused-suppression
    return text  # picket: ignore


def misspelt(stream):
    # ruleid: unused-suppression
    return stream.read()  # picket: ignore[deserialisation] there is no threat of this name


def shown():
    # ok: unused-suppression
    return "# picket: ignore[no-such-rule] is no comment here"
