from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from flask_cors import CORS

app = FastAPI()
# ruleid: cors-any-origin
app.add_middleware(CORSMiddleware, allow_origins=["*"])
# ruleid: cors-any-origin
CORS(app)


def answer(response):
    # ruleid: cors-any-origin
    response.headers["Access-Control-Allow-Origin"] = "*"
    # ok: cors-any-origin
    response.headers["Access-Control-Allow-Origin"] = "https://app.example.org"
    # ok: cors-any-origin
    CORS(app, origins=["https://app.example.org"])
    # ok: cors-any-origin
    app.add_middleware(CORSMiddleware, allow_origins=[])
