import requests

a = []


def f():
    a \
        [0] = requests.get(u)
    g()


def g():
    eval(a)
