KEY = "trust_remote_code"
kw = {KEY: True, "a": 1}
n = foo(**kw)
