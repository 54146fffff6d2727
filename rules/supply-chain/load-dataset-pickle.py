import datasets
from datasets import load_dataset

# ruleid: load-dataset-pickle
a = load_dataset("pandas", data_files="rows.pkl")
# ruleid: load-dataset-pickle
b = datasets.load_dataset(path="pandas", data_files={"train": "rows.pkl"})

# ok: load-dataset-pickle
c = load_dataset("parquet", data_files="rows.parquet")
# ok: load-dataset-pickle
d = datasets.Dataset.from_pandas(a)
# ok: load-dataset-pickle
e = load_dataset("org/pandas")
