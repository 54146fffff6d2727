from opacus import PrivacyEngine
from tensorflow_privacy import DPKerasSGDOptimizer

engine = PrivacyEngine()
# ruleid: no-privacy-noise
a = engine.make_private(module=None, optimizer=None, data_loader=None, noise_multiplier=0.0, max_grad_norm=1.0)
# ruleid: no-privacy-noise
b = DPKerasSGDOptimizer(l2_norm_clip=1.0, noise_multiplier=0, num_microbatches=1)

# ok: no-privacy-noise
c = engine.make_private(module=None, optimizer=None, data_loader=None, noise_multiplier=1.1, max_grad_norm=1.0)
# ok: no-privacy-noise
d = DPKerasSGDOptimizer(l2_norm_clip=1.0, noise_multiplier=0.5, num_microbatches=1)
# ok: no-privacy-noise
e = dict(noise_multiplier=0)
