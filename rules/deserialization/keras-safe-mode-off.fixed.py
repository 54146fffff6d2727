import keras
import tensorflow as tf
from keras.models import load_model
from keras.saving import deserialize_keras_object
from tensorflow.keras.models import load_model as tf_load_model


def restore(path, config):
    # ruleid: keras-safe-mode-off
    a = keras.saving.load_model(path, safe_mode=True)
    # ruleid: keras-safe-mode-off
    b = tf.keras.models.load_model(path, compile=False, safe_mode=True)
    # ruleid: keras-safe-mode-off
    c = load_model(path, safe_mode=True)
    # ruleid: keras-safe-mode-off
    d = deserialize_keras_object(config, safe_mode=True)
    return a, b, c, d


def safe(path, planner):
    # ok: keras-safe-mode-off
    a = keras.models.load_model(path)
    # ok: keras-safe-mode-off
    b = load_model(path, safe_mode=True)
    # ok: keras-safe-mode-off
    c = tf_load_model(path, compile=False)
    # ok: keras-safe-mode-off
    planner.configure(path, safe_mode=False)
    return a, b, c
