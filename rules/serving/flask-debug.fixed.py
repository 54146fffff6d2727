import asyncio

import flask
from flask import Flask

app = Flask(__name__)
other = flask.Flask("other")
# ruleid: flask-debug
other.debug = False


async def main():
    pass


if __name__ == "__main__":
    # ruleid: flask-debug
    app.run(host="127.0.0.1", debug=False)
    # ok: flask-debug
    app.run(debug=False)
    # ok: flask-debug
    app.run(port=8000)
    # ok: flask-debug
    asyncio.run(main())
