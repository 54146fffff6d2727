import keras
import tensorflow as tf
from keras.utils import get_file

# ruleid: keras-get-file-no-hash
a = keras.utils.get_file("data.npz", origin="https://example.org/data.npz")
# ruleid: keras-get-file-no-hash
b = tf.keras.utils.get_file("flowers", "https://example.org/flowers.tgz", untar=True)
# ruleid: keras-get-file-no-hash
c = get_file(origin="https://example.org/shakespeare.txt")

# ok: keras-get-file-no-hash
d = get_file("data.npz", origin="https://example.org/data.npz", file_hash="ab" * 32)
# ok: keras-get-file-no-hash
e = keras.utils.get_source_inputs(a)


class Store:
    def get_file(self, name):
        return name


# ok: keras-get-file-no-hash
f = Store().get_file("data.npz")
