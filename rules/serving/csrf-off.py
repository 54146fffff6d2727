from django.views.decorators.csrf import csrf_exempt, csrf_protect
from flask import Flask

app = Flask(__name__)
# ruleid: csrf-off
app.config["WTF_CSRF_ENABLED"] = False


@csrf_exempt
# ruleid: csrf-off
def predict(request):
    return request


@csrf_protect
# ok: csrf-off
def train(request):
    return request


# ok: csrf-off
app.config["WTF_CSRF_ENABLED"] = True
# ok: csrf-off
app.config["WTF_CSRF_TIME_LIMIT"] = None
