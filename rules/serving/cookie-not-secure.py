from flask import Flask, make_response
from flask import Response as Reply

app = Flask(__name__)
response = make_response("ok")
# ruleid: cookie-not-secure
response.set_cookie("session", "x", secure=False)
# ruleid: cookie-not-secure
app.config["SESSION_COOKIE_HTTPONLY"] = False

# ok: cookie-not-secure
response.set_cookie("session", "x", secure=True, httponly=True)
# ok: cookie-not-secure
app.config["SESSION_COOKIE_SECURE"] = True
# ok: cookie-not-secure
Reply().set_cookie("theme", "dark")
