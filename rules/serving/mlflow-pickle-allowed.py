import os
from os import environ

# ruleid: mlflow-pickle-allowed
os.environ["MLFLOW_ALLOW_PICKLE_DESERIALIZATION"] = "true"
# ruleid: mlflow-pickle-allowed
environ["MLFLOW_ALLOW_PICKLE_DESERIALIZATION"] = "1"

# ok: mlflow-pickle-allowed
os.environ["MLFLOW_ALLOW_PICKLE_DESERIALIZATION"] = "false"
# ok: mlflow-pickle-allowed
os.environ["MLFLOW_TRACKING_URI"] = "https://tracking.example.org"
# ok: mlflow-pickle-allowed
print(os.environ.get("MLFLOW_ALLOW_PICKLE_DESERIALIZATION"))
