import os

import datasets
import seaborn as sns
from datasets import load_dataset

# ruleid: datasets-trust-remote-code
train = load_dataset("org/corpus", split="train")
# ruleid: datasets-trust-remote-code
test = datasets.load_dataset("org/corpus", split="test")
# ruleid: datasets-trust-remote-code
os.environ["HF_DATASETS_TRUST_REMOTE_CODE"] = "1"
# ruleid: datasets-trust-remote-code
datasets.config.HF_DATASETS_TRUST_REMOTE_CODE = True

# ok: datasets-trust-remote-code
plain = load_dataset("org/corpus", split="train")
# ok: datasets-trust-remote-code
iris = sns.load_dataset("iris")
# ok: datasets-trust-remote-code
off = load_dataset("org/corpus", trust_remote_code=False)
# ok: datasets-trust-remote-code
os.environ["HF_DATASETS_TRUST_REMOTE_CODE"] = "0"
