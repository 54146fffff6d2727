import a \
    , torch as t

t.load(y)
