from my_models import LitModel
from my_models import LitOther as Other

# ruleid: lightning-checkpoint
a = LitModel.load_from_checkpoint("last.ckpt")
# ruleid: lightning-checkpoint
b = Other.load_from_checkpoint("https://example.org/last.ckpt", map_location="cpu")

# ok: lightning-checkpoint
c = LitModel.load_from_checkpoint("last.ckpt", weights_only=True)
options = {"weights_only": True}
# ok: lightning-checkpoint
d = LitModel.load_from_checkpoint("last.ckpt", **options)
# ok: lightning-checkpoint
e = LitModel.load_checkpoint("last.ckpt")
