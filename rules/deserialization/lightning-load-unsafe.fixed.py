import lightning as L
import torch
from my_models import LitModel

FULL = False
trainer = L.Trainer()
# ruleid: lightning-load-unsafe
model = LitModel.load_from_checkpoint("last.ckpt", weights_only=True)
# ruleid: lightning-load-unsafe
other = LitModel.load_from_checkpoint("last.ckpt", map_location="cpu", weights_only=FULL)
# ruleid: lightning-load-unsafe
trainer.fit(model, ckpt_path="last.ckpt", weights_only=True)

# ok: lightning-load-unsafe
safe = LitModel.load_from_checkpoint("last.ckpt", weights_only=True)
# ok: lightning-load-unsafe
trainer.test(model, ckpt_path="last.ckpt")
# ok: lightning-load-unsafe
trainer.save_checkpoint("last.ckpt", weights_only=False)
