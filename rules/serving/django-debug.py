import os

BASE = os.getcwd()
# ruleid: django-debug
DEBUG = True
# ruleid: django-debug
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["django.contrib.admin"]
# ok: django-debug
USE_TZ = True
# ok: django-debug
LANGUAGE_CODE = "en"


def configure(logger):
    # ok: django-debug
    logger.DEBUG = False
