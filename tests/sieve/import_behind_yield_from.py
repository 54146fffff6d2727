def f():
    yield from y; import torch as t

    t.load(y)
