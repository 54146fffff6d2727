"""honest.py FOLDER: one file for each kind of object that the installed libraries make: every estimator of scikit-learn, every distribution of
scipy, frames of pandas in all types, graphs, expressions ... artifacts.py, which calls this, says what picket finds in them."""
import importlib
import pathlib
import pickle
import sys
import warnings

warnings.filterwarnings("ignore")


def keep(folder, name, obj, protocols=(4,)):
    for protocol in protocols:
        try:
            data = pickle.dumps(obj, protocol)
        except Exception:  # what cannot be pickled is nobody's file
            continue
        (folder / ("%s-%d.pkl" % (name, protocol))).write_bytes(data)


def estimators(folder):
    import numpy as np
    from sklearn.utils import all_estimators
    rng = np.random.default_rng(0)
    x, y = rng.random((24, 4)), np.arange(24) % 2
    for name, kind in all_estimators():
        try:
            model = kind()
        except Exception:
            try:
                from sklearn.linear_model import LogisticRegression, Ridge
                model = kind([("a", LogisticRegression())]) if "Voting" in name or "Stacking" in name else kind(LogisticRegression())
            except Exception:
                continue
        for target in (y, y.astype(float), None, np.stack([y, y], 1)):
            try:
                model.fit(x, target) if target is not None else model.fit(x)
                break
            except Exception:
                continue
        keep(folder, "sk-" + name, model)


def distributions(folder):
    import numpy as np
    import scipy.stats as st
    for name in dir(st):
        one = getattr(st, name)
        if isinstance(one, (st.rv_continuous, st.rv_discrete)):
            keep(folder, "st-" + name, one)
            try:
                keep(folder, "st-frozen-" + name, one(*[1.5] * one.numargs) if isinstance(one, st.rv_continuous) else one(*[1] * one.numargs))
            except Exception:
                pass
    keep(folder, "st-histogram", st.rv_histogram(np.histogram(np.arange(20.0), 5)))
    keep(folder, "st-normal", st.multivariate_normal([0, 0], [[1, 0], [0, 1]]))
    keep(folder, "st-kde", st.gaussian_kde(np.arange(9.0) ** 2))
    keep(folder, "st-test", st.ttest_ind([1, 2, 3.0], [2, 3, 4.0]))


def rest_of_scipy(folder):
    import numpy as np
    import scipy.interpolate as si
    import scipy.signal
    import scipy.optimize
    import scipy.sparse as sp
    import scipy.spatial as ss
    m = sp.random(12, 12, 0.2, format="csr")
    for how in ("csr", "csc", "coo", "bsr", "dia", "lil", "dok"):
        keep(folder, "sp-" + how, m.asformat(how), (2, 4, 5))
        keep(folder, "sp-array-" + how, getattr(sp, how + "_array")(m))
    x = np.arange(8.0)
    splines = {"interp1d": lambda: si.interp1d(x, x ** 2), "cubic": lambda: si.interp1d(x, x ** 2, kind="cubic"), "CubicSpline": lambda: si.CubicSpline(x, x),
               "Pchip": lambda: si.PchipInterpolator(x, x), "Akima": lambda: si.Akima1DInterpolator(x, x), "Univariate": lambda: si.UnivariateSpline(x, x ** 2),
               "BSpline": lambda: si.make_interp_spline(x, x), "Grid": lambda: si.RegularGridInterpolator((x, x), np.outer(x, x)), "RBF": lambda: si.RBFInterpolator(np.eye(3), np.arange(3)),
               "Nearest": lambda: si.NearestNDInterpolator(np.eye(3), np.arange(3)), "Bary": lambda: si.BarycentricInterpolator(x, x), "tree": lambda: ss.cKDTree(np.eye(3)),
               "KDTree": lambda: ss.KDTree(np.eye(3)), "rotation": lambda: ss.transform.Rotation.identity(), "optimum": lambda: scipy.optimize.minimize(lambda a: (a ** 2).sum(), [1.0]),
               "ss": lambda: scipy.signal.StateSpace([[1]], [[1]], [[1]], [[0]]), "tf": lambda: scipy.signal.TransferFunction([1], [1, 2]), "bounds": lambda: scipy.optimize.Bounds([0], [1]),
               "linear": lambda: scipy.optimize.LinearConstraint([[1]], 0, 1), "rect": lambda: si.RectBivariateSpline(x, x, np.outer(x, x)), "hull": lambda: ss.distance.pdist(np.eye(3))}
    for name, make in splines.items():
        try:
            keep(folder, "si-" + name, make())
        except Exception as e:
            print("passed over: %s (%s)" % (name, e))


def arrays(folder):
    import numpy as np
    types = ["f2", "f4", "f8", "i1", "i8", "u2", "c8", "c16", "?", "U3", "S4", "M8[ns]", "m8[s]", "O", "V3", [("a", "f4"), ("b", "O")], [("x", "i4", (2, 2))], "<f8", ">f8", "g"]
    for i, t in enumerate(types):
        a = np.zeros(4, dtype=t)
        keep(folder, "np-%d" % i, a, (0, 2, 4, 5))
        keep(folder, "np-dtype-%d" % i, a.dtype, (2, 4))
        keep(folder, "np-item-%d" % i, a[0], (2, 4))
        np.save(folder / ("np-%d.npy" % i), a, allow_pickle=True)
    more = {"ma": np.ma.array([1, 2], mask=[0, 1]), "masked": np.ma.masked, "rec": np.rec.array([(1, 2.0)], dtype=[("a", int), ("b", float)]), "mat": np.matrix([[1]]), "char": np.char.array(["a"]),
            "poly": np.polynomial.Chebyshev([1, 2]), "poly1d": np.poly1d([1, 2]), "rs": np.random.RandomState(3), "gen": np.random.default_rng(1), "ufunc": np.exp, "ss": np.random.SeedSequence(4),
            "fortran": np.asfortranarray(np.eye(3)), "view": np.arange(9)[::2], "empty": np.empty((0, 3)), "scalar0": np.array(4.0), "finfo": np.iinfo(int).max, "ndenum": np.vectorize(abs)}
    for kind in ("MT19937", "PCG64", "PCG64DXSM", "Philox", "SFC64"):
        more["bits-" + kind] = getattr(np.random, kind)(5)
        more["gen-" + kind] = np.random.Generator(getattr(np.random, kind)(5))
    mapped = np.memmap(folder / "mapped.raw", dtype="f4", mode="w+", shape=(3,))
    more["memmap"] = mapped
    if hasattr(np, "dtypes") and hasattr(np.dtypes, "StringDType"):
        more["strings"] = np.array(["a", "bb"], dtype=np.dtypes.StringDType())
        more["strings-na"] = np.array(["a", None], dtype=np.dtypes.StringDType(na_object=None))
    for name, obj in more.items():
        keep(folder, "np-" + name, obj, (2, 4, 5))


def frames(folder):
    import numpy as np
    import pandas as pd
    dates = pd.date_range("2020", periods=4, freq="D", tz="Europe/Paris")
    columns = {"int": [1, 2, 3, 4], "text": list("abcd"), "cat": pd.Categorical(list("abab")), "ordered": pd.Categorical(list("abab"), ordered=True), "Int64": pd.array([1, None, 3, 4], dtype="Int64"),
               "Float32": pd.array([1, None, 3, 4], dtype="Float32"), "boolean": pd.array([True, None, False, True], dtype="boolean"), "string": pd.array(list("abcd"), dtype="string"),
               "dates": dates, "naive": dates.tz_localize(None), "delta": pd.to_timedelta(range(4), "h"), "period": pd.period_range("2020", periods=4, freq="M"), "interval": pd.interval_range(0, 4),
               "sparse": pd.arrays.SparseArray([0, 0, 1, 0]), "object": [1, "a", None, [2]], "complex": np.ones(4) * 1j, "bytes": [b"a"] * 4, "decimal": [__import__("decimal").Decimal(1)] * 4}
    for name in ("string[pyarrow]", "int64[pyarrow]", "timestamp[ns][pyarrow]", "bool[pyarrow]", "double[pyarrow]"):
        try:
            columns["arrow-" + name.split("[")[0]] = pd.array([None] * 4, dtype=name)
        except Exception:
            pass
    for name, column in columns.items():
        keep(folder, "pd-" + name, pd.DataFrame({"a": column}), (2, 4, 5))
        keep(folder, "pd-series-" + name, pd.Series(column))
        try:
            keep(folder, "pd-index-" + name, pd.Index(column))
        except Exception:
            pass
    frame = pd.DataFrame(columns)
    more = {"all": frame, "multi": frame.set_index(["int", "text"]), "unstacked": frame[["int", "text", "cat"]].pivot_table(index="text", columns="cat", values="int", observed=True), "Timestamp": dates[0],
            "NaT": pd.NaT, "NA": pd.NA, "Timedelta": pd.Timedelta(3), "Period": pd.Period("2020-01"), "Interval": pd.Interval(0, 1), "offset": pd.offsets.MonthEnd(), "business": pd.offsets.BusinessDay(2),
            "week": pd.offsets.Week(weekday=2), "date-offset": pd.DateOffset(days=1), "custom": pd.offsets.CustomBusinessDay(), "dtypes": frame.dtypes, "range": pd.RangeIndex(4), "multiindex": pd.MultiIndex.from_product([[1, 2], ["a"]]),
            "slice": pd.IndexSlice, "categorical-dtype": pd.CategoricalDtype(["a"]), "timezone": dates.tz, "freq": dates.freq, "easter": pd.offsets.Easter(), "fy": pd.offsets.FY5253(startingMonth=1)}
    for name, obj in more.items():
        keep(folder, "pd-" + name, obj, (2, 4))
    frame.to_pickle(folder / "pd-frame.pkl.gz")


def expressions(folder):
    import sympy
    x, y = sympy.symbols("x y")
    n = sympy.Symbol("n", integer=True, positive=True)
    for i, e in enumerate([x + y, x * y ** 2, sympy.sin(x), sympy.Abs(x), sympy.Integral(x, (x, 0, 1)), sympy.Matrix([[x, 1]]), sympy.ImmutableMatrix([[1, 2]]), sympy.Eq(x, y), sympy.Lambda(x, x + 1),
                           sympy.Poly(x ** 2 + 1), sympy.Piecewise((x, x > 0), (0, True)), sympy.pi * n, sympy.Rational(1, 3), sympy.Float("1.5"), sympy.Interval(0, 1), sympy.FiniteSet(1, 2), sympy.Sum(n, (n, 1, 3)),
                           sympy.exp(sympy.I), sympy.Derivative(sympy.Function("f")(x), x), sympy.oo, sympy.zoo, sympy.Tuple(x, y), sympy.And(x > 1, y < 2), sympy.Max(x, y), sympy.factorial(n), sympy.Symbol("a b"), sympy.Dummy("d"),
                           sympy.Integer(7), sympy.S.EmptySet, sympy.true, sympy.nan, sympy.gamma(x), sympy.Limit(x, x, 0), sympy.Wild("w"), sympy.log(x + 2)]):
        keep(folder, "sympy-%d" % i, e, (2, 4))


def graphs(folder):
    import networkx as nx
    for i, g in enumerate([nx.karate_club_graph(), nx.DiGraph([(1, 2)]), nx.MultiGraph([(1, 2)]), nx.MultiDiGraph([(1, 2)]), nx.path_graph(4), nx.Graph(name="a"), nx.random_regular_graph(2, 6)]):
        keep(folder, "nx-%d" % i, g, (2, 4))


def boosters(folder):
    import numpy as np
    x, y = np.random.default_rng(0).random((40, 3)), np.arange(40) % 2
    for library, names in (("xgboost", "XGBClassifier XGBRegressor XGBRFClassifier XGBRanker"), ("lightgbm", "LGBMClassifier LGBMRegressor"), ("catboost", "CatBoostClassifier CatBoostRegressor")):
        try:
            module = importlib.import_module(library)
        except Exception:
            continue
        for name in names.split():
            try:
                options = {"iterations": 2, "verbose": 0, "allow_writing_files": False} if library == "catboost" else {"n_estimators": 2}
                model = getattr(module, name)(**options).fit(x, y)
            except Exception:
                continue
            keep(folder, "boost-" + name, model)
            if hasattr(model, "get_booster"):
                keep(folder, "boost-booster-" + name, model.get_booster())
            if hasattr(model, "booster_"):
                keep(folder, "boost-booster-" + name, model.booster_)


def statistics(folder):
    import numpy as np
    import statsmodels.api as sm
    x = np.random.default_rng(0).random((40, 2))
    for name, make in {"ols": lambda: sm.OLS(x[:, 0], sm.add_constant(x[:, 1])).fit(), "logit": lambda: sm.Logit(np.arange(40) % 2, x).fit(disp=0), "glm": lambda: sm.GLM(np.arange(40) % 2, x, family=sm.families.Binomial()).fit(),
                       "arima": lambda: sm.tsa.ARIMA(x[:, 0], order=(1, 0, 0)).fit(), "wls": lambda: sm.WLS(x[:, 0], x).fit(), "rlm": lambda: sm.RLM(x[:, 0], x).fit(), "holt": lambda: sm.tsa.ExponentialSmoothing(x[:, 0]).fit()}.items():
        try:
            keep(folder, "sm-" + name, make())
        except Exception as e:
            print("passed over: %s (%s)" % (name, e))


def pictures(folder):
    import numpy as np
    from PIL import Image
    for mode in ("L", "RGB", "RGBA", "1", "P"):
        keep(folder, "pil-" + mode, Image.new(mode, (4, 4)), (2, 4))


def tables(folder):
    import polars as pl
    keep(folder, "polars", pl.DataFrame({"a": [1, 2], "b": ["x", "y"]}))
    keep(folder, "polars-series", pl.Series([1.0, None]))
    keep(folder, "polars-lazy", pl.LazyFrame({"a": [1]}))


def arrows(folder):
    import pyarrow as pa
    t = pa.table({"a": [1, 2], "b": ["x", None], "c": [[1], [2, 3]], "d": [{"q": 1}, None]})
    for name, obj in {"table": t, "batch": t.to_batches()[0], "schema": t.schema, "array": t["b"].chunk(0), "chunked": t["a"], "field": t.schema[0], "scalar": t["a"][0], "list": t["c"].type, "buffer": pa.py_buffer(b"abc"),
                      "dictionary": pa.array(["a", "b"]).dictionary_encode(), "timestamp": pa.timestamp("ns", "UTC"), "decimal": pa.decimal128(5, 2), "map": pa.map_(pa.string(), pa.int64())}.items():
        keep(folder, "pa-" + name, obj)


def shapes(folder):
    import shapely
    import shapely.geometry as g
    for i, s in enumerate([g.Point(1, 2), g.LineString([(0, 0), (1, 1)]), g.box(0, 0, 1, 1), g.MultiPoint([(0, 0)]), shapely.prepared.prep(g.Point(0, 0)).context]):
        keep(folder, "shape-%d" % i, s)


MAKERS = [arrays, frames, estimators, distributions, rest_of_scipy, expressions, graphs, boosters, statistics, pictures, tables, arrows, shapes]


def make(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for maker in MAKERS:
        try:
            maker(folder)
        except Exception as e:
            print("cut short: %s (%s: %s)" % (maker.__name__, type(e).__name__, e))


if __name__ == "__main__":
    make(pathlib.Path(sys.argv[1]))
