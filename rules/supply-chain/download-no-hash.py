import hashlib
from urllib.request import urlretrieve

import gdown
from torchvision.datasets.utils import download_url

URL = "https://example.org/model.bin"
# ruleid: download-no-hash
urlretrieve(URL, "model.bin")
# ruleid: download-no-hash
gdown.download(URL, "model.bin", quiet=True)
# ruleid: download-no-hash
download_url(URL, "data")

# ok: download-no-hash
download_url(URL, "data", md5="0123456789abcdef0123456789abcdef")


def checked(path):
    # ok: download-no-hash
    urlretrieve(URL, path)
    digest = hashlib.sha256(open(path, "rb").read()).hexdigest()
    if digest != "00" * 32:
        raise ValueError(path)


# ok: download-no-hash
print(gdown.__version__)
