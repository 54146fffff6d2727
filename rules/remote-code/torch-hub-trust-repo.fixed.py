import torch
from torch.hub import load

# ruleid: torch-hub-trust-repo
a = torch.hub.load("owner/name", "model", trust_repo="check")
# ruleid: torch-hub-trust-repo
b = load("owner/name", "model", skip_validation=True)
# ruleid: torch-hub-trust-repo
torch.hub._validate_not_a_forked_repo = lambda a, b, c: True

# ok: torch-hub-trust-repo
c = torch.hub.load("owner/name", "model", trust_repo="check")
# ok: torch-hub-trust-repo
d = load("owner/name", "model", trust_repo=False)
# ok: torch-hub-trust-repo
e = torch.hub.load("owner/name", "model")
