import seabornn
import tranformers
import pandsa
from tensorlfow import keras
