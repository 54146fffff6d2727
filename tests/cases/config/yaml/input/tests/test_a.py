import pickle
import sys

model = pickle.load(open(sys.argv[1], "rb"))
