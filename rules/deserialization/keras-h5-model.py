import keras
import tensorflow as tf
from tensorflow.keras.models import load_model

NAME = "weights/classifier"
# ruleid: keras-h5-model
a = keras.models.load_model("classifier.h5")
# ruleid: keras-h5-model
b = tf.keras.models.load_model(NAME + ".hdf5", compile=False)
# ruleid: keras-h5-model
c = load_model("classifier.h5")

# ok: keras-h5-model
d = keras.saving.load_model("classifier.keras")
# ok: keras-h5-model
a.load_weights("classifier.h5")
# ok: keras-h5-model
e = tf.keras.models.load_model("saved_model/")
