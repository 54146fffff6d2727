from Crypto.PublicKey import RSA
from cryptography.hazmat.primitives.asymmetric import rsa

SMALL = 1024
# ruleid: small-key
a = rsa.generate_private_key(public_exponent=65537, key_size=1024)
# ruleid: small-key
b = RSA.generate(SMALL)

# ok: small-key
c = rsa.generate_private_key(public_exponent=65537, key_size=3072)
# ok: small-key
d = RSA.generate(4096)
# ok: small-key
e = rsa.generate_private_key(65537, 2048)
