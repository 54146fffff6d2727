import datasets
import seaborn as sns
from datasets import load_dataset

# ruleid: hub-dataset-unpinned
a = load_dataset("squad", split="train")
# ruleid: hub-dataset-unpinned
b = datasets.load_dataset("org/corpus")

# ok: hub-dataset-unpinned
c = load_dataset("json", data_files="rows.jsonl")
# ok: hub-dataset-unpinned
d = sns.load_dataset("iris")
# ok: hub-dataset-unpinned
e = load_dataset("org/corpus", revision="0123456789abcdef0123456789abcdef01234567")
# ok: hub-dataset-unpinned
f = load_dataset("./data/corpus")


def train(task):
    # ok: hub-dataset-unpinned
    task.load_dataset("train")
