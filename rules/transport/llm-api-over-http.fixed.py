import mlflow
import openai
from openai import OpenAI

# ruleid: llm-api-over-http
client = OpenAI(base_url="https://llm.example.org/v1", api_key="none")
# ruleid: llm-api-over-http
openai.api_base = "https://llm.example.org/v1"
# ruleid: llm-api-over-http
mlflow.set_tracking_uri("https://tracking.example.org")

# ok: llm-api-over-http
local = OpenAI(base_url="http://localhost:8000/v1", api_key="none")
# ok: llm-api-over-http
secure = OpenAI(base_url="https://llm.example.org/v1")
# ok: llm-api-over-http
mlflow.set_tracking_uri("http://mlflow:5000")
