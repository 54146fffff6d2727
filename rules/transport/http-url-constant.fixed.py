import requests

# ruleid: http-url-constant
URL = "https://data.example.org/train.zip"
URLS = [
    # ruleid: http-url-constant
    "https://models.example.org/resnet50.pth",
    # ok: http-url-constant
    "https://models.example.org/resnet101.pth",
]
MIRRORS = {
    # ruleid: http-url-constant
    "words": "https://data.example.org/words.tar.gz",
    # ok: http-url-constant
    "local": "http://localhost:8000/words.tar.gz",
    # ok: http-url-constant
    "about": "http://data.example.org/about",
}
# ok: http-url-constant
LICENCE = "See http://www.apache.org/licenses/LICENSE-2.0 for the text"
