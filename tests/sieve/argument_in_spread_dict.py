kw = {"trust_remote_code": True}
m = AutoModel.from_pretrained("a/b", **kw)
n = foo(**kw)
