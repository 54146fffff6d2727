import joblib
import skops.io
from joblib import load as load_model
from joblib import Parallel, delayed
from sklearn.externals import joblib as old_joblib


def classifier(path):
    # ruleid: joblib-load
    model = joblib.load(path)
    # ruleid: joblib-load
    scaler = load_model("scaler.joblib", mmap_mode="r")
    # ruleid: joblib-load
    legacy = old_joblib.load(path)
    return model, scaler, legacy


def loader():
    class Registry:
        def load(self, name):
            return name

    return Registry()


def train(model, rows):
    # ok: joblib-load
    joblib.dump(model, "model.joblib")
    # ok: joblib-load
    Parallel(n_jobs=2)(delayed(len)(row) for row in rows)
    registry = loader()
    # ok: joblib-load
    registry.load("model.joblib")
    # ok: joblib-load
    return skops.io.load("model.skops", trusted=[])
