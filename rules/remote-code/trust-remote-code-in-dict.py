from transformers import AutoModel

# ruleid: trust-remote-code-in-dict
model_kwargs = {"torch_dtype": "auto", "trust_remote_code": True}
model = AutoModel.from_pretrained("org/name", **model_kwargs)

tokenizer_kwargs = {}
# ruleid: trust-remote-code-in-dict
tokenizer_kwargs["trust_remote_code"] = True
# ruleid: trust-remote-code-in-dict
extra = {"device_map": "auto", "nested": {"trust_remote_code": True}}

# ok: trust-remote-code-in-dict
off = {"trust_remote_code": False}
# ok: trust-remote-code-in-dict
asked = {"trust_remote_code": bool(model)}
# ok: trust-remote-code-in-dict
named = {"trust_remote_code_help": True}
# ok: trust-remote-code-in-dict
assert off == {"trust_remote_code": True}
