eval(b)
