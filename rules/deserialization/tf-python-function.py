import tensorflow as tf
from tensorflow import numpy_function

# ruleid: tf-python-function
a = tf.py_function(len, ["a"], tf.int32)
# ruleid: tf-python-function
b = numpy_function(len, ["a"], tf.int32)

# ok: tf-python-function
c = tf.function(len)
# ok: tf-python-function
d = tf.io.decode_image(b"")
# ok: tf-python-function
e = tf.map_fn(len, ["a"])
