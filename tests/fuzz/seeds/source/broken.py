%matplotlib inline
!pip install x
x = foo(1
class A
  def f(self):
    os.system(y)
for i in range(3)
 "unclosed
<<<<<<< HEAD
f"{a
