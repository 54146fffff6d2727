import argparse
import ast

import pandas as pd
from pandas import read_csv

parser = argparse.ArgumentParser()
# ruleid: eval-on-import-flags
parser.add_argument("--shape", type=ast.literal_eval, default=(224, 224))
# ruleid: eval-on-import-flags
frame = read_csv("rows.csv", converters={"labels": eval})
# ruleid: eval-on-import-flags
frame["boxes"] = frame["boxes"].apply(eval)

# ok: eval-on-import-flags
parser.add_argument("--size", type=ast.literal_eval)
# ok: eval-on-import-flags
frame["labels"] = frame["labels"].apply(ast.literal_eval)
# ok: eval-on-import-flags
scores = pd.Series([1]).map(abs)
