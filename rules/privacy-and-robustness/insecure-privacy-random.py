import opacus
from opacus import PrivacyEngine

# ruleid: insecure-privacy-random
a = PrivacyEngine()
# ruleid: insecure-privacy-random
b = opacus.PrivacyEngine(secure_mode=False)

# ok: insecure-privacy-random
c = PrivacyEngine(secure_mode=True)
# ok: insecure-privacy-random
d = opacus.validators.ModuleValidator.fix(None)
# ok: insecure-privacy-random
e = a.get_epsilon(1e-5)
