from diffprivlib.models import GaussianNB
from opacus import PrivacyEngine

engine = PrivacyEngine()
# ruleid: weak-privacy-budget
a = engine.make_private_with_epsilon(module=None, target_epsilon=50, target_delta=1e-5)
# ruleid: weak-privacy-budget
b = GaussianNB(epsilon=100)

# ok: weak-privacy-budget
c = engine.make_private_with_epsilon(module=None, target_epsilon=3, target_delta=1e-5)
# ok: weak-privacy-budget
d = GaussianNB(epsilon=1)
# ok: weak-privacy-budget
e = dict(epsilon=100)
