import keras
from keras import layers
from tensorflow.keras.layers import Lambda as KerasLambda
from torchvision import transforms
from torchvision.transforms import Lambda

# ruleid: keras-lambda-layer
scale = keras.layers.Lambda(lambda x: x / 255)
# ruleid: keras-lambda-layer
shift = layers.Lambda(lambda x: x - 1)
# ruleid: keras-lambda-layer
flip = KerasLambda(lambda x: -x)

# ok: keras-lambda-layer
transform = transforms.Lambda(lambda x: x / 255)
# ok: keras-lambda-layer
other = Lambda(lambda x: x * 2)
# ok: keras-lambda-layer
dense = layers.Dense(10)
