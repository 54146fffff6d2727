# ruleid: g
g(1)
# ok: g
f(1)
# ruleid: g, h
g(h(2))
# todoruleid: h
f(g.h)
# todook: g
g(3)
# ruleid: deepok: some.path.to.h
h(
    1
)
# deepruleid: g
f(2)
    # ruleid: h
h(4); h(5)
