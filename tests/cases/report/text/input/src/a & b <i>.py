import os
import flask


def view():
    name = flask.request.args.get("name")
    command = "ls " + name
    os.system(command)
