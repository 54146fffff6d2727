import skops.io as sio
from skops.io import load

# ruleid: skops-trusted-all
a = sio.load("model.skops", trusted=True)
# ruleid: skops-trusted-all
b = load("model.skops", trusted=True)
# ruleid: skops-trusted-all
c = load("model.skops", trusted=sio.get_untrusted_types(file="model.skops"))

# ok: skops-trusted-all
d = sio.load("model.skops")
# ok: skops-trusted-all
e = load("model.skops", trusted=["my_package.Scaler"])
# ok: skops-trusted-all
sio.dump(d, "model.skops")
