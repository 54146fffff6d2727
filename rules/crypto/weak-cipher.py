from Crypto.Cipher import AES, ARC4, DES
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.ciphers import modes

key = Fernet.generate_key()
# ruleid: weak-cipher
a = DES.new(key[:8], DES.MODE_CBC, key[:8])
# ruleid: weak-cipher
b = AES.new(key[:16], AES.MODE_ECB)
# ruleid: weak-cipher
c = modes.ECB()

# ok: weak-cipher
d = AES.new(key[:16], AES.MODE_GCM)
# ok: weak-cipher
e = Fernet(key)
# ok: weak-cipher
f = modes.GCM(key[:12])
