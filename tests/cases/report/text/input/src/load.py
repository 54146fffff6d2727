import pickle


def read(path):
	with open(path, "rb") as f:  # NOTE 日本語 = "x,y"
		return pickle.load(f), pickle.load(
			f,
		)


def trusted(path):
    return pickle.load(open(path))  # picket: ignore[load-pickle] made by ourselves
