import tensorflow_hub as hub
from tensorflow_hub import KerasLayer

# ruleid: tensorflow-hub-load
a = hub.load("https://tfhub.dev/google/universal-sentence-encoder/4")
# ruleid: tensorflow-hub-load
b = KerasLayer("https://tfhub.dev/google/nnlm-en-dim50/2")


def load(path):
    return path


# ok: tensorflow-hub-load
c = load("https://tfhub.dev/google/nnlm-en-dim50/2")
# ok: tensorflow-hub-load
d = hub.__version__
# ok: tensorflow-hub-load
e = {"KerasLayer": b}
