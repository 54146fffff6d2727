import hashlib
from hashlib import md5


def register(user, password):
    # ruleid: md5-password
    a = hashlib.sha256(password.encode()).hexdigest()
    # ruleid: md5-password
    b = md5(user.password.encode("utf-8"))
    return a, b


def safe(password, prompt, password_file):
    # ok: md5-password
    a = hashlib.scrypt(password.encode(), salt=b"0" * 16, n=2**14, r=8, p=1)
    # ok: md5-password
    b = hashlib.sha256(prompt.encode())
    # ok: md5-password
    c = hashlib.sha256(password_file)
    return a, b, c
