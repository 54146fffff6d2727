import os

from fastapi import UploadFile
from flask import Flask, request, send_file
from werkzeug.utils import secure_filename

app = Flask(__name__)


@app.route("/log")
def log():
    name = request.args["name"]
    # ruleid: request-to-path
    text = open(os.path.join("logs", name)).read()
    # ruleid: request-to-path
    return send_file("plots/" + request.args.get("plot"))


async def upload(file: UploadFile):
    # ruleid: request-to-path
    with open(f"uploads/{file.filename}", "wb") as f:
        f.write(await file.read())


@app.route("/safe")
def safe():
    name = secure_filename(request.args["name"])
    # ok: request-to-path
    text = open(os.path.join("logs", name)).read()
    # ok: request-to-path
    index = open("logs/%d.txt" % int(request.args["index"]))
    # ok: request-to-path
    fixed = open("logs/today.txt")
    return text, index, fixed
