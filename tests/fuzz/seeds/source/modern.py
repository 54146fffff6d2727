# -*- coding: utf-8 -*-
from __future__ import annotations
import a.b as c, d
from ..m import (x as y, z)
from n import *

@deco(1, k="v")
class A(B, metaclass=C):
    """doc"""
    x: int = 0x1F
    y: list[int | None] = [*a, 1_000, 2.5e3, 3j]

    async def f(self, a, /, b: str = 'q', *args, k=None, **kw) -> "T":
        async with open(p) as f, g if c else h as (i, j):
            return *self.rest, await f.read()[1:2, ::3]

def g(*, n):
    try:
        yield from (v for v in n if v async for w in v)
    except (E, F) as e:
        raise G from e
    except* H:
        pass
    else:
        global q
    finally:
        del q, r[0]

for i, (j) in enumerate({1, 2}): print(f"a{{{i!r:>{w}.2f}}}" "b" rf"\d{j=}")
else: x = lambda a, *b: a if b else not a
while (n := n - 1) and a < b <= c or d not in e is not f: continue
if a: b
elif c: d
else: {"k": v, **w, **{k: v for k, v in z}}
match p, q:
    case [1, *r] if r: pass
    case {"a": A(x=1)} | None: break
type X = Y
assert b'\xff' r'\n' != u"\N{DASH}\u00e9\
z", "m"
x[a, b:c] @= ~-y ** 2 // 3 << 4 & 5 | 6 ^ 7
