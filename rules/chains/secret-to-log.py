import logging
import os
from getpass import getpass

import openai
import wandb


def main():
    key = os.environ["OPENAI_API_KEY"]
    # ruleid: secret-to-log
    print("key:", key)
    token = os.getenv("HF_TOKEN")
    # ruleid: secret-to-log
    logging.info("using %s", token)
    # ruleid: secret-to-log
    wandb.log({"config": f"{getpass()}"})
    client = openai.OpenAI(api_key=key)
    # ok: secret-to-log
    print(client.models.list())
    # ok: secret-to-log
    print("token is set:", token is not None)
    # ok: secret-to-log
    print("key has", len(key), "characters")
    tokens = os.environ.get("MAX_TOKENS", "100")
    # ok: secret-to-log
    print("max tokens", tokens)
    settings = {"hub_token": token, "model": "org/name"}
    # ok: secret-to-log
    print(settings["model"])
