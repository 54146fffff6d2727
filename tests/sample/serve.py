"""A demonstration server: paste a review, get a verdict."""
import base64
import pickle

import gradio as gr
import torch
from flask import Flask, jsonify, request

app = Flask(__name__)
model = torch.jit.load("models/classifier.pt")


@app.route("/predict", methods=["POST"])
def predict():
    features = pickle.loads(base64.b64decode(request.data))
    return jsonify(score=float(model(features)))


@app.route("/formula")
def formula():
    return jsonify(result=eval(request.args["expression"]))


def demo():
    gr.Interface(fn=lambda text: model(text), inputs="text", outputs="label").launch(share=True)


if __name__ == "__main__":
    app.run(host="0.0.0.0", debug=True)
