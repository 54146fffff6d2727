import elasticsearch
import hvac
from elasticsearch import Elasticsearch
from pymongo import MongoClient

# ruleid: tls-client-insecure
a = Elasticsearch("https://search.example.org", verify_certs=False)
# ruleid: tls-client-insecure
b = MongoClient("mongodb://db.example.org", tlsAllowInvalidCertificates=True)
# ruleid: tls-client-insecure
c = hvac.Client(url="https://vault.example.org", verify=False)

# ok: tls-client-insecure
d = elasticsearch.Elasticsearch("https://search.example.org", ca_certs="ca.pem")
# ok: tls-client-insecure
e = MongoClient("mongodb://db.example.org", tls=True)
# ok: tls-client-insecure
f = hvac.Client(url="https://vault.example.org")
