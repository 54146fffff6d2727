import torch, random
import math
try:
    loader = torch.load
except Exception:
    pass
a, b = torch.load, 1
x: "Callable[[str], (int)]" = torch.load
if True: y = torch.load
p = 1; q = torch.load

def f1(z): loader(z)
def f2(z): a(z)
def f3(z): x(z)
def f4(z): y(z)
def f5(z): q(z)
def f6(z):
    return math.sqrt(z)
