from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from flask_cors import CORS

app = FastAPI()
# ruleid: cors-any-origin-credentials
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True, allow_methods=["*"])
# ruleid: cors-any-origin-credentials
CORS(app, supports_credentials=True, origins="*")

# ok: cors-any-origin-credentials
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.org"], allow_credentials=True)
# ok: cors-any-origin-credentials
app.add_middleware(CORSMiddleware, allow_origins=["*"])
# ok: cors-any-origin-credentials
CORS(app)
