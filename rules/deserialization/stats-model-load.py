import gensim
import statsmodels.api as sm
from gensim.models import Word2Vec
from stable_baselines3 import PPO

# ruleid: stats-model-load
vectors = gensim.models.KeyedVectors.load("vectors.kv")
# ruleid: stats-model-load
words = Word2Vec.load("words.model")
# ruleid: stats-model-load
agent = PPO.load("agent.zip")
# ruleid: stats-model-load
results = sm.load("results.pickle")

# ok: stats-model-load
other = gensim.models.KeyedVectors.load_word2vec_format("vectors.bin", binary=True)
# ok: stats-model-load
agent.save("agent.zip")
# ok: stats-model-load
data = sm.datasets.get_rdataset("iris")
