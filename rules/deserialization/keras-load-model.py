import keras
import whisper
from keras.models import model_from_json
from tensorflow.keras.models import load_model

# ruleid: keras-load-model
a = keras.models.load_model("classifier")
# ruleid: keras-load-model
b = load_model("classifier.keras", compile=False)
# ruleid: keras-load-model
c = model_from_json(open("model.json").read())

# ok: keras-load-model
d = whisper.load_model("base")


class Registry:
    def load_model(self, name):
        # ok: keras-load-model
        return self.load_model(name)


# ok: keras-load-model
a.save("classifier.keras")
# ok: keras-load-model
c.load_weights("model.weights.h5")
