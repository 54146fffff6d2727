import argparse
import socket
from http.server import BaseHTTPRequestHandler, HTTPServer

import uvicorn

# ruleid: bind-all-interfaces
uvicorn.run("app:app", host="0.0.0.0", port=8000)
# ruleid: bind-all-interfaces
server = HTTPServer(("", 8000), BaseHTTPRequestHandler)
sock = socket.socket()
# ruleid: bind-all-interfaces
sock.bind(("0.0.0.0", 9000))
# ruleid: bind-all-interfaces
argparse.ArgumentParser().add_argument("--host", default="0.0.0.0")


# ruleid: bind-all-interfaces
def serve(app, host="0.0.0.0"):
    # ok: bind-all-interfaces
    uvicorn.run(app, host=host)


# ok: bind-all-interfaces
uvicorn.run("app:app", host="127.0.0.1")
# ok: bind-all-interfaces
sock.bind(("127.0.0.1", 0))
# ok: bind-all-interfaces
print("listening on 0.0.0.0")
