import mlflow
import mlflow.pyfunc
from mlflow.sklearn import load_model

# ruleid: mlflow-load-model
a = mlflow.pyfunc.load_model("models:/classifier/3")
# ruleid: mlflow-load-model
b = load_model("runs:/abc/model")
# ruleid: mlflow-load-model
c = mlflow.pytorch.load_model("models:/net/1", map_location="cpu")

# ok: mlflow-load-model
mlflow.sklearn.log_model(b, "model")
# ok: mlflow-load-model
d = mlflow.onnx.load_model("models:/classifier/3")
# ok: mlflow-load-model
e = mlflow.load_table("rows.json")
