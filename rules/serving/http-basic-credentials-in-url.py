import os

# ruleid: http-basic-credentials-in-url
DATA = "https://reader:hunter22@data.example.org/train.zip"
# ruleid: http-basic-credentials-in-url
engine = dict(url="postgresql://app:s3cretpw@db.example.org/runs")

# ok: http-basic-credentials-in-url
TEMPLATE = "https://user:password@example.org/data"
# ok: http-basic-credentials-in-url
PLAIN = "https://data.example.org/train.zip"
# ok: http-basic-credentials-in-url
SSH = "ssh://git@example.org:22/repo"
print(os.sep)
