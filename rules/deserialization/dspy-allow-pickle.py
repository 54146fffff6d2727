import dspy
import numpy as np
from dspy import load

# ruleid: dspy-allow-pickle
program = dspy.load("program/", allow_pickle=True)
# ruleid: dspy-allow-pickle
other = load("program/", allow_pickle=True)

# ok: dspy-allow-pickle
program.load("program.json")
# ok: dspy-allow-pickle
data = np.load("data.npy", allow_pickle=False)
# ok: dspy-allow-pickle
third = dspy.load("program/")
