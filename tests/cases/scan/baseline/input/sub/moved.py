eval(a)
eval(a)
