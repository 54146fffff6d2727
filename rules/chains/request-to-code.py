import ast
import os
import pickle

import streamlit as st
import torch
from fastapi import UploadFile
from flask import Flask, request

app = Flask(__name__)


@app.route("/predict", methods=["POST"])
def predict():
    # ruleid: request-to-code
    features = pickle.loads(request.data)
    name = request.args.get("name")
    # ruleid: request-to-code
    os.system("python train.py " + name)
    # ok: request-to-code
    size = eval(str(int(request.args["size"])))
    # ok: request-to-code
    shape = ast.literal_eval(request.form["shape"])
    return {"features": features, "size": size, "shape": shape}


async def upload(file: UploadFile):
    # ruleid: request-to-code
    return torch.load(file.file)


async def upload_weights(file: UploadFile):
    # ok: request-to-code
    return torch.load(file.file, weights_only=True)


model = st.file_uploader("Model")
# ruleid: request-to-code
state = pickle.load(model)
