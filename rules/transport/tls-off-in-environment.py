import os
from os import environ

# ruleid: tls-off-in-environment
os.environ["CURL_CA_BUNDLE"] = ""
# ruleid: tls-off-in-environment
environ["HF_HUB_DISABLE_SSL_VERIFICATION"] = "1"
# ruleid: tls-off-in-environment
os.environ["MLFLOW_TRACKING_INSECURE_TLS"] = "true"

# ok: tls-off-in-environment
os.environ["CURL_CA_BUNDLE"] = "/etc/ssl/my-ca.pem"
# ok: tls-off-in-environment
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
# ok: tls-off-in-environment
environ["PYTHONHTTPSVERIFY"] = "1"
