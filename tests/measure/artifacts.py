"""artifacts.py PICKET FOLDER: makes a file of every kind that the installed libraries write, and says what picket finds in each.
Everything is honest, so anything above INFO is a false alarm, but for what carries code by value (dill, cloudpickle).
Libraries that are not installed are passed over. Nothing is loaded again."""
import gzip
import importlib.util
import json
import os
import pathlib
import pickle
import subprocess
import sys
import warnings

warnings.filterwarnings("ignore")
os.environ.setdefault("KERAS_BACKEND", "torch")
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
MAKERS = []
HONEST_WARNINGS = ("dill", "cloudpickle", "package.pt")


def maker(*needs):
    def note(f):
        MAKERS.append((f, needs))
        return f
    return note


def dump(path, obj, **how):
    with open(path, "wb") as f:
        pickle.dump(obj, f, **how)


@maker()
def plain(at):
    import array, collections, datetime, decimal, enum, fractions, pathlib, uuid, re, functools, ipaddress
    data = {"f": [1.5, float("inf")], "n": 10 ** 40, "s": "é\u2028", "b": b"\x80\x02", "t": (1, (2,)), "set": {1, 2}, "none": None,
            "o": collections.OrderedDict(a=1), "c": collections.Counter("abca"), "d": collections.defaultdict(list, a=[1]),
            "q": collections.deque([1], 3), "when": datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc), "dec": decimal.Decimal("1.1"),
            "u": uuid.UUID(int=3), "p": pathlib.PurePosixPath("/a"), "a": array.array("d", [1.0]), "fr": fractions.Fraction(1, 3), "r": range(3),
            "re": re.compile("a+"), "ip": ipaddress.ip_address("10.0.0.1"), "ba": bytearray(b"xyz"), "cplx": 1j, "err": ValueError("x"),
            "sl": slice(1, 2), "fz": frozenset([1]), "td": datetime.timedelta(3), "part": functools.partial(int, base=2)}
    for protocol in range(6):
        dump(at / ("plain-%d.pkl" % protocol), data, protocol=protocol)
    with open(at / "several.pkl", "wb") as f:
        for i in range(3):
            pickle.dump({"epoch": i}, f)
    with gzip.open(at / "plain.pkl.gz", "wb") as f:
        pickle.dump(data, f)


@maker("numpy")
def numpy(at):
    import numpy as np
    rng = np.random.default_rng(1)
    np.save(at / "floats.npy", rng.random((100, 7)))
    np.save(at / "objects.npy", np.array([{"a": 1}, None], dtype=object), allow_pickle=True)
    np.save(at / "records.npy", np.zeros(5, dtype=[("x", "f4"), ("y", "U7")]))
    np.savez(at / "two.npz", a=rng.random(9), b=np.arange(5))
    np.savez_compressed(at / "packed.npz", a=np.zeros(100000), names=np.array(["a", "bb"]))
    values = {"a": rng.random(5), "f32": np.float32(2), "i": np.int64(4), "m": np.ma.array([1, 2], mask=[0, 1]), "dt": np.datetime64("2020-01-01"),
              "rec": np.zeros(3, dtype=[("x", "f4")]).view(np.recarray), "rs": np.random.RandomState(3), "g": rng, "F": np.asfortranarray(np.eye(3)),
              "dtype": np.dtype("<f8"), "type": np.float64, "poly": np.polynomial.Polynomial([1, 2]), "o": np.array([None, "x"], dtype=object),
              "u": np.array(["abc"]), "p1": np.poly1d([1, 2]), "mat": np.matrix([[1]]), "ufunc": np.exp, "b": np.bool_(True)}
    for protocol in (0, 2, 4, 5):
        dump(at / ("numpy-%d.pkl" % protocol), values, protocol=protocol)


@maker("scipy")
def scipy(at):
    import numpy as np
    import scipy.interpolate, scipy.sparse, scipy.spatial, scipy.stats, scipy.io
    m = scipy.sparse.random(20, 20, 0.1, format="csr")
    dump(at / "sparse.pkl", [m, m.tocsc(), m.tocoo(), m.todok(), m.tolil(), m.todia(), m.tobsr(), scipy.sparse.csr_array(m)])
    scipy.sparse.save_npz(at / "sparse.npz", m)
    dump(at / "scipy.pkl", {"dist": scipy.stats.norm(0, 1), "kde": scipy.stats.gaussian_kde(np.arange(9.0) ** 2), "tree": scipy.spatial.cKDTree(np.eye(3)),
                            "interp": scipy.interpolate.interp1d([0, 1, 2, 3], [0, 1, 4, 9], kind="cubic"), "spline": scipy.interpolate.CubicSpline([0, 1, 2], [0, 1, 4]),
                            "rot": scipy.spatial.transform.Rotation.identity(), "grid": scipy.interpolate.RegularGridInterpolator(([0, 1], [0, 1]), np.eye(2))})
    scipy.io.savemat(at / "matrix.mat", {"a": np.eye(4)})


@maker("pandas")
def pandas(at):
    import numpy as np
    import pandas as pd
    index = pd.date_range("2020", periods=6, freq="D", tz="Europe/Paris")
    frame = pd.DataFrame({"a": np.arange(6), "b": list("abcdef"), "c": pd.Categorical(list("xyxyxy")), "d": pd.array([1, None, 3, 4, 5, 6], dtype="Int64"),
                          "e": index, "f": pd.to_timedelta(np.arange(6), "h"), "s": pd.array(list("abcdef"), dtype="string"),
                          "p": pd.period_range("2020", periods=6, freq="M"), "i": pd.interval_range(0, 6), "sp": pd.arrays.SparseArray([0, 0, 1, 0, 0, 0])}, index=index)
    frame.to_pickle(at / "frame.pkl")
    for suffix in ("gz", "bz2", "xz", "zip", "tar"):
        frame.to_pickle(at / ("frame.pkl." + suffix))
    dump(at / "frame-2.pkl", frame, protocol=2)
    dump(at / "frame-5.pkl", frame, protocol=5)
    dump(at / "multi.pkl", [frame.set_index(["a", "b"]), frame["a"], pd.Timestamp("2020"), pd.NaT, pd.Timedelta(3), pd.NA, frame.dtypes, pd.offsets.MonthEnd(),
                            pd.RangeIndex(4), pd.Period("2020-01"), pd.CategoricalDtype(["a"]), pd.Interval(0, 1)])


@maker("sklearn", "joblib")
def sklearn(at):
    import joblib
    import numpy as np
    from sklearn import (calibration, cluster, compose, decomposition, ensemble, feature_extraction, feature_selection, gaussian_process, impute, isotonic,
                         linear_model, mixture, model_selection, naive_bayes, neighbors, neural_network, pipeline, preprocessing, svm, tree)
    rng = np.random.default_rng(0)
    x, y = rng.random((60, 4)), rng.integers(0, 3, 60)
    models = {
        "logistic": linear_model.LogisticRegression().fit(x, y), "ridge": linear_model.RidgeCV().fit(x, y), "sgd": linear_model.SGDClassifier().fit(x, y),
        "forest": ensemble.RandomForestClassifier(5).fit(x, y), "gbm": ensemble.GradientBoostingClassifier(n_estimators=3).fit(x, y),
        "hist": ensemble.HistGradientBoostingClassifier(max_iter=3).fit(x, y), "isolation": ensemble.IsolationForest(n_estimators=5).fit(x),
        "ada": ensemble.AdaBoostClassifier(n_estimators=3).fit(x, y), "stack": ensemble.StackingClassifier([("t", tree.DecisionTreeClassifier())]).fit(x, y),
        "svc": svm.SVC(probability=True).fit(x, y), "knn": neighbors.KNeighborsClassifier(algorithm="kd_tree").fit(x, y),
        "ball": neighbors.KNeighborsRegressor(algorithm="ball_tree", metric="haversine").fit(x[:, :2], y), "kde": neighbors.KernelDensity().fit(x),
        "mlp": neural_network.MLPClassifier(max_iter=5).fit(x, y), "gp": gaussian_process.GaussianProcessClassifier().fit(x, y),
        "nb": naive_bayes.GaussianNB().fit(x, y), "kmeans": cluster.KMeans(2).fit(x), "dbscan": cluster.DBSCAN().fit(x), "pca": decomposition.PCA(2).fit(x),
        "nmf": decomposition.NMF(2).fit(x), "mixture": mixture.GaussianMixture(2).fit(x), "isotonic": isotonic.IsotonicRegression().fit(x[:, 0], y),
        "calibrated": calibration.CalibratedClassifierCV(linear_model.LogisticRegression()).fit(x, y), "knnimpute": impute.KNNImputer().fit(x),
        "select": feature_selection.SelectKBest(k=2).fit(x, y), "selectfrom": feature_selection.SelectFromModel(tree.DecisionTreeClassifier()).fit(x, y),
        "tfidf": feature_extraction.text.TfidfVectorizer().fit(["a bb ccc", "bb dd"]), "hashing": feature_extraction.text.HashingVectorizer(),
        "grid": model_selection.GridSearchCV(linear_model.LogisticRegression(), {"C": [1, 2]}, scoring="f1_macro", cv=2).fit(x, y),
        "search": model_selection.RandomizedSearchCV(linear_model.LogisticRegression(), {"C": [1, 2]}, n_iter=2, cv=2).fit(x, y),
        "pipeline": pipeline.make_pipeline(compose.ColumnTransformer([("s", preprocessing.StandardScaler(), [0, 1])], remainder="passthrough"),
                                           preprocessing.PolynomialFeatures(2), linear_model.Lasso()).fit(x, y),
        "encoders": [preprocessing.OneHotEncoder().fit(y.reshape(-1, 1)), preprocessing.LabelEncoder().fit(y), preprocessing.QuantileTransformer(n_quantiles=5).fit(x),
                     preprocessing.KBinsDiscretizer(2).fit(x), preprocessing.PowerTransformer().fit(x), preprocessing.OrdinalEncoder().fit(x)],
    }
    for name, model in models.items():
        dump(at / (name + ".pkl"), model)
        joblib.dump(model, at / (name + ".joblib"))
    everything = list(models.values())
    joblib.dump(everything, at / "all.z.joblib", compress=3)
    for method in ("gzip", "bz2", "xz", "lzma"):
        joblib.dump(everything, at / ("all.joblib." + method), compress=(method, 3))
    joblib.dump({"x": x, "o": np.array(["a", None], dtype=object), "big": rng.random((300, 300))}, at / "arrays.joblib")
    dump(at / "all-2.pkl", everything, protocol=2)


@maker("lz4", "joblib")
def lz4(at):
    import joblib
    joblib.dump({"a": list(range(1000))}, at / "data.joblib.lz4", compress="lz4")


@maker("skops", "sklearn")
def skops(at):
    import numpy as np
    import skops.io
    from sklearn import ensemble, pipeline, preprocessing
    x, y = np.random.default_rng(0).random((30, 3)), np.arange(30) % 2
    skops.io.dump(pipeline.make_pipeline(preprocessing.StandardScaler(), ensemble.RandomForestClassifier(3)).fit(x, y), at / "pipeline.skops")


@maker("torch")
def torch(at):
    import torch
    net = torch.nn.Sequential(torch.nn.Conv2d(1, 4, 3), torch.nn.BatchNorm2d(4), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.LazyLinear(3))
    net(torch.zeros(2, 1, 8, 8))
    optimizer = torch.optim.AdamW(net.parameters())
    net(torch.zeros(2, 1, 8, 8)).sum().backward()
    optimizer.step()
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 5)
    torch.save(net.state_dict(), at / "state.pt")
    torch.save(net.state_dict(), at / "legacy.pth", _use_new_zipfile_serialization=False)
    torch.save(net, at / "module.pt")
    torch.save(net, at / "module-legacy.pt", _use_new_zipfile_serialization=False)
    checkpoint = {"epoch": 3, "model": net.state_dict(), "optimizer": optimizer.state_dict(), "scheduler": scheduler.state_dict(), "rng": torch.get_rng_state()}
    torch.save(checkpoint, at / "checkpoint.ckpt")
    torch.save(checkpoint, at / "pytorch_model.bin")
    half, many = torch.zeros(3, dtype=torch.bfloat16), {}
    for name in ("float64", "float16", "int8", "uint8", "int16", "int64", "bool", "complex64", "float8_e4m3fn", "uint16"):
        if hasattr(torch, name):
            many[name] = torch.zeros(4).to(getattr(torch, name))
    many.update(half=half, view=torch.arange(12).reshape(3, 4).t()[1:, ::2], empty=torch.empty(0, 3), scalar=torch.tensor(1.0), param=torch.nn.Parameter(torch.ones(2)),
                sparse=torch.eye(3).to_sparse(), csr=torch.eye(3).to_sparse_csr(), device=torch.device("cpu"), dtype=torch.float32, size=torch.Size([1, 2]),
                q=torch.quantize_per_tensor(torch.ones(4), 0.1, 0, torch.qint8), meta=torch.empty(2, device="meta"), gen=torch.Generator().get_state(),
                expanded=torch.zeros(1).expand(5), conj=torch.zeros(2, dtype=torch.complex64).conj(), storage=torch.ones(3).storage())
    torch.save(many, at / "tensors.pt")
    torch.save(many, at / "tensors-legacy.pt", _use_new_zipfile_serialization=False)
    torch.save(optimizer, at / "optimizer-object.pt")
    dump(at / "tensors.pkl", {"w": torch.ones(3, 3), "p": torch.nn.Parameter(torch.ones(2))})
    layers = [torch.nn.LSTM(2, 3), torch.nn.TransformerEncoderLayer(8, 2), torch.nn.Embedding(3, 4), torch.nn.MultiheadAttention(8, 2), torch.nn.GELU(),
              torch.nn.ModuleDict({"a": torch.nn.Dropout()}), torch.nn.CrossEntropyLoss()]
    torch.save(layers, at / "layers.pt")
    torch.save(torch.distributions.Normal(0.0, 1.0), at / "distribution.pt")
    torch.save(torch.utils.data.TensorDataset(torch.ones(3)), at / "dataset.pt")
    scripted = torch.jit.trace(torch.nn.Linear(3, 2), torch.ones(1, 3))
    scripted.save(str(at / "traced.pt"))
    torch.jit.script(torch.nn.Sequential(torch.nn.Linear(3, 3), torch.nn.ReLU())).save(str(at / "scripted.ts"))
    if hasattr(torch, "export"):
        exported = torch.export.export(torch.nn.Linear(3, 2), (torch.ones(1, 3),))
        torch.export.save(exported, at / "exported.pt2")
    import torch.package
    with torch.package.PackageExporter(str(at / "package.pt")) as package:
        package.extern("torch.**")
        package.save_pickle("model", "model.pkl", {"w": torch.ones(2)})


@maker("torch.distributed.checkpoint")
def distributed(at):
    import torch
    import torch.distributed.checkpoint as dcp
    dcp.save({"w": torch.ones(4), "step": 3}, checkpoint_id=str(at / "sharded"), no_dist=True)


@maker("xgboost")
def xgboost(at):
    import numpy as np
    import xgboost as xgb
    x, y = np.random.default_rng(0).random((40, 3)), np.arange(40) % 2
    model = xgb.XGBClassifier(n_estimators=3).fit(x, y)
    dump(at / "xgb.pkl", model)
    dump(at / "booster.pkl", model.get_booster())
    model.save_model(at / "xgb.json")
    model.save_model(at / "xgb.ubj")


@maker("lightgbm")
def lightgbm(at):
    import lightgbm as lgb
    import numpy as np
    x, y = np.random.default_rng(0).random((60, 3)), np.arange(60) % 2
    model = lgb.LGBMClassifier(n_estimators=3, verbose=-1).fit(x, y)
    dump(at / "lgb.pkl", model)
    model.booster_.save_model(at / "lgb.txt")


@maker("catboost")
def catboost(at):
    import catboost
    import numpy as np
    x, y = np.random.default_rng(0).random((60, 3)), np.arange(60) % 2
    model = catboost.CatBoostClassifier(iterations=3, verbose=0, allow_writing_files=False).fit(x, y)
    dump(at / "cat.pkl", model)
    model.save_model(str(at / "cat.cbm"))


@maker("statsmodels")
def statsmodels(at):
    import numpy as np
    import statsmodels.api as sm
    x = np.random.default_rng(0).random((30, 2))
    sm.OLS(x[:, 0], sm.add_constant(x[:, 1])).fit().save(str(at / "ols.pickle"))
    sm.GLM(np.arange(30) % 2, x, family=sm.families.Binomial()).fit().save(str(at / "glm.pickle"))


@maker("networkx")
def networkx(at):
    import networkx as nx
    dump(at / "graph.gpickle", nx.karate_club_graph())


@maker("keras")
def keras(at):
    import keras
    inputs = keras.Input((8,))
    x = keras.layers.Dense(4, activation="relu", kernel_initializer="he_normal", kernel_regularizer="l2")(inputs)
    x = keras.layers.Dropout(0.1)(keras.layers.BatchNormalization()(x))
    model = keras.Model(inputs, keras.layers.Dense(2, activation="softmax")(x))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy", keras.metrics.AUC()])
    model.save(at / "model.keras")
    model.save(at / "model.h5")
    model.save_weights(at / "model.weights.h5")
    (at / "model.json").write_text(model.to_json())
    text = keras.Sequential([keras.Input((5,)), keras.layers.Embedding(10, 4), keras.layers.Bidirectional(keras.layers.LSTM(3)), keras.layers.Dense(1)])
    text.save(at / "text.keras")
    image = keras.Sequential([keras.Input((16, 16, 3)), keras.layers.Rescaling(1 / 255), keras.layers.RandomFlip(), keras.layers.Conv2D(4, 3), keras.layers.GlobalAveragePooling2D()])
    image.save(at / "image.keras")


@maker("h5py")
def h5py(at):
    import h5py
    import numpy as np
    for name, libver in (("old.h5", "earliest"), ("new.h5", "latest")):
        with h5py.File(at / name, "w", libver=libver) as f:
            f.create_dataset("g/x", data=np.arange(1000.0), chunks=(100,), compression="gzip")
            f.attrs["note"] = "hello"
            f.create_dataset("s", data=np.array(["a", "b"], dtype=h5py.string_dtype()))


@maker("onnx")
def onnx(at):
    import numpy as np
    import onnx
    from onnx import helper, numpy_helper
    w = numpy_helper.from_array(np.random.default_rng(0).random((300, 300)).astype("f4"), "w")
    node = helper.make_node("MatMul", ["x", "w"], ["y"])
    branch = helper.make_node("If", ["c"], ["z"], then_branch=helper.make_graph([helper.make_node("Identity", ["y"], ["t"])], "then", [], [helper.make_tensor_value_info("t", 1, None)]),
                              else_branch=helper.make_graph([helper.make_node("Relu", ["y"], ["e"])], "else", [], [helper.make_tensor_value_info("e", 1, None)]))
    graph = helper.make_graph([node, branch], "g", [helper.make_tensor_value_info("x", 1, [1, 300]), helper.make_tensor_value_info("c", 9, [])],
                              [helper.make_tensor_value_info("z", 1, None)], [w])
    model = helper.make_model(graph)
    onnx.save(model, str(at / "model.onnx"))
    onnx.save(model, str(at / "external.onnx"), save_as_external_data=True, location="external.data", size_threshold=100)


@maker("safetensors", "numpy")
def safetensors(at):
    import numpy as np
    from safetensors.numpy import save_file
    save_file({"a": np.zeros((3, 4), "f4"), "b": np.arange(7)}, at / "model.safetensors", {"format": "np"})
    for wanted in (256, 65536):  # headers whose lengths look like the beginnings of fonts and icons
        for pad in range(wanted):
            text = json.dumps({"__metadata__": {"p": "x" * pad}, "a": {"dtype": "U8", "shape": [8], "data_offsets": [0, 8]}}).encode()
            if len(text) == wanted:
                (at / ("header-%d.safetensors" % wanted)).write_bytes(len(text).to_bytes(8, "little") + text + bytes(8))
                break


@maker("gguf", "numpy")
def gguf(at):
    import gguf
    import numpy as np
    w = gguf.GGUFWriter(str(at / "model.gguf"), "llama")
    w.add_block_count(2)
    w.add_token_list(["<s>", "a", "b"])
    w.add_token_scores([0.0, 1.0, 2.0])
    w.add_chat_template("{% for m in messages %}{{ '<|' + m['role'] + '|>' + m['content'] | trim }}{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}")
    w.add_tensor("t", np.zeros((32, 4), "f4"))
    w.write_header_to_file()
    w.write_kv_data_to_file()
    w.write_tensors_to_file()
    w.close()


@maker("transformers")
def transformers(at):
    import transformers as t
    for name in ("BertConfig", "GPT2Config", "LlamaConfig", "T5Config", "WhisperConfig", "CLIPConfig"):
        (at / name).mkdir(exist_ok=True)
        getattr(t, name)().save_pretrained(at / name)
    import torch
    model = t.BertModel(t.BertConfig(hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8, vocab_size=20))
    model.save_pretrained(at / "bert")
    torch.save(model, at / "bert.pt")
    if importlib.util.find_spec("accelerate"):
        torch.save(t.TrainingArguments(str(at / "out")), at / "training_args.bin")


@maker("tokenizers")
def tokenizers(at):
    import tokenizers as t
    tok = t.Tokenizer(t.models.BPE())
    tok.train_from_iterator(["hello world", "a class_name b"], t.trainers.BpeTrainer(vocab_size=60))
    tok.save(str(at / "tokenizer.json"))
    dump(at / "tokenizer.pkl", tok)


@maker("dill")
def dill(at):
    import dill
    (at / "dill-data.pkl").write_bytes(dill.dumps({"a": [1, 2]}))
    (at / "dill-function.pkl").write_bytes(dill.dumps(lambda x: x + 1))


@maker("cloudpickle")
def cloudpickle(at):
    import cloudpickle
    (at / "cloudpickle-function.pkl").write_bytes(cloudpickle.dumps(lambda x: x + 1))


def make(folder):
    for function, needs in MAKERS:
        try:
            for name in needs:
                importlib.import_module(name)
        except Exception as e:
            print("passed over: %s (%s)" % (function.__name__, e))
            continue
        at = folder / function.__name__
        at.mkdir(parents=True, exist_ok=True)
        try:
            function(at)
        except Exception as e:
            print("cut short: %s (%s: %s)" % (function.__name__, type(e).__name__, e))


def main(picket, folder):
    folder = pathlib.Path(folder)
    make(folder)
    report = json.loads(subprocess.run([picket, "scan", "--isolated", "--no-gitignore", "--select", "artifacts", "--json", "--timeout", "0", str(folder)],
                                       stdout=subprocess.PIPE, check=False).stdout)
    found = {}
    for r in report["results"]:
        found.setdefault(os.path.relpath(r["path"], folder), []).append((r["extra"]["severity"], r["check_id"], r["extra"]["message"]))
    alarms = files = 0
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = str(path.relative_to(folder))
        files += 1
        loud = [f for f in found.get(name, []) if f[0] != "INFO"]
        honest = any(w in name for w in HONEST_WARNINGS)
        alarms += bool(loud) and not honest
        print("%-44s %s" % (name, "; ".join("%s %s" % f[:2] for f in found.get(name, [])) or "-"))
        for f in loud:
            print("    %s%s: %s" % ("" if honest else "ALARM ", f[1], f[2]))
    print("%d files, %d with a false alarm" % (files, alarms))


if __name__ == "__main__":
    main(*sys.argv[1:])
