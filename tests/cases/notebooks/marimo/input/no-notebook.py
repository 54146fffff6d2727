import marimo


def cell(load):
    return load("x")


print(marimo.__version__)
