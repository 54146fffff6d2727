# ruleid: old-crypto-library
from Crypto.Cipher import AES
# ruleid: old-crypto-library
import Crypto

# ok: old-crypto-library
from Cryptodome.Cipher import AES as Aes
# ok: old-crypto-library
from cryptography.fernet import Fernet
# ok: old-crypto-library
import cryptography
