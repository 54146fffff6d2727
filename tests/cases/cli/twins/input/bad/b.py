# ruleid: b
c()
b()
# ruleid: unknown
d()

# ok: b
b()
