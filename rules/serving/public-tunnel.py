import sqlite3

from flask_ngrok import run_with_ngrok
from pyngrok import ngrok

# ruleid: public-tunnel
url = ngrok.connect(8000)
# ruleid: public-tunnel
run_with_ngrok(None)

# ok: public-tunnel
guarded = ngrok.connect(8000, auth="user:secret")
# ok: public-tunnel
db = sqlite3.connect("results.db")
# ok: public-tunnel
ngrok.kill()
