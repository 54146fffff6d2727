#!/usr/bin/python
# vim: set fileencoding=latin-1 :
print "a" % b, c
print >>f, x
exec "y" in z
def f(a, (b, (c, d))): raise E, 'm'
try: a <> 0777L
except A, e: `ur"b"`
