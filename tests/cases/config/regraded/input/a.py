import old

old.load(x)
