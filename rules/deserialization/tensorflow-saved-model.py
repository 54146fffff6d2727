import tensorflow as tf
from tensorflow import saved_model

# ruleid: tensorflow-saved-model
model = tf.saved_model.load("exported")
# ruleid: tensorflow-saved-model
other = saved_model.load("exported", tags=["serve"])

# ok: tensorflow-saved-model
tf.saved_model.save(model, "exported")
# ok: tensorflow-saved-model
exists = tf.saved_model.contains_saved_model("exported")
# ok: tensorflow-saved-model
weights = tf.train.load_checkpoint("ckpt")
