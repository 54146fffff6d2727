import random
import secrets
import string

import numpy as np
from random import choices


def register():
    # ruleid: random-secret
    password = "".join(random.choice(string.ascii_letters) for _ in range(12))
    # ruleid: random-secret
    api_key = "".join(choices(string.hexdigits, k=32))
    # ruleid: random-secret
    secret_key = str(np.random.randint(10**9))
    return password, api_key, secret_key


def safe(tokens):
    # ok: random-secret
    password = secrets.token_urlsafe(16)
    # ok: random-secret
    token = random.choice(tokens)
    # ok: random-secret
    mask_token_id = np.random.randint(100)
    return password, token, mask_token_id
