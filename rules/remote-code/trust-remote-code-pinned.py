from transformers import AutoModel
from transformers import AutoTokenizer as Tok

SHA = "0123456789abcdef0123456789abcdef01234567"

# ruleid: trust-remote-code-pinned
model = AutoModel.from_pretrained("org/name", revision=SHA, trust_remote_code=True)
# ruleid: trust-remote-code-pinned
tokenizer = Tok.from_pretrained("org/name", trust_remote_code=True, revision=SHA)

# ok: trust-remote-code-pinned
both = AutoModel.from_pretrained("org/name", revision=SHA, code_revision=SHA, trust_remote_code=True)
# ok: trust-remote-code-pinned
branch = AutoModel.from_pretrained("org/name", revision="main", trust_remote_code=True)
# ok: trust-remote-code-pinned
plain = AutoModel.from_pretrained("org/name", revision=SHA)
