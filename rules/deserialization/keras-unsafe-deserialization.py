import keras
import tensorflow as tf
from keras.config import enable_unsafe_deserialization

# ruleid: keras-unsafe-deserialization
keras.config.enable_unsafe_deserialization()
# ruleid: keras-unsafe-deserialization
enable_unsafe_deserialization()
# ruleid: keras-unsafe-deserialization
tf.keras.config.enable_unsafe_deserialization()

# ok: keras-unsafe-deserialization
keras.config.set_floatx("float32")
# ok: keras-unsafe-deserialization
keras.config.enable_traceback_filtering()
# ok: keras-unsafe-deserialization
switch = enable_unsafe_deserialization
