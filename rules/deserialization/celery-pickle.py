from celery import Celery
from kombu import enable_insecure_serializers

app = Celery("train")
# ruleid: celery-pickle
app.conf.accept_content = ["json", "pickle"]
# ruleid: celery-pickle
app.conf.update(task_serializer="pickle", timezone="UTC")
# ruleid: celery-pickle
enable_insecure_serializers(["pickle"])

# ok: celery-pickle
app.conf.accept_content = ["json"]
# ok: celery-pickle
app.conf.task_serializer = "json"
# ok: celery-pickle
formats = ["json", "pickle"]
