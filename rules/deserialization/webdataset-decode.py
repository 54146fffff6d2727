import webdataset
import webdataset as wds

# ruleid: webdataset-decode
a = wds.WebDataset("train-{000..009}.tar").decode("pil").to_tuple("jpg", "cls")
# ruleid: webdataset-decode
b = webdataset.WebDataset("train.tar").shuffle(100).decode("rgb")

# ok: webdataset-decode
c = wds.WebDataset("train.tar")
# ok: webdataset-decode
text = b"abc".decode("utf-8")
# ok: webdataset-decode
d = c.to_tuple("jpg", "json")
