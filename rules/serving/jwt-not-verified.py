import jwt
from jwt import decode

# ruleid: jwt-not-verified
a = jwt.decode("token", options={"verify_signature": False})
# ruleid: jwt-not-verified
b = decode("token", "key", verify=False)
# ruleid: jwt-not-verified
c = jwt.encode({}, None, algorithm="none")

# ok: jwt-not-verified
d = jwt.decode("token", "key", algorithms=["HS256"])
# ok: jwt-not-verified
e = decode("token", "key", algorithms=["RS256"], options={"verify_signature": True})
# ok: jwt-not-verified
f = jwt.get_unverified_header("token")
