# ruleid: g
g()
