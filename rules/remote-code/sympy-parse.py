import sympy
from sympy import sympify
from sympy.parsing.sympy_parser import parse_expr


def grade(answer, truth):
    # ruleid: sympy-parse
    a = sympify(answer)
    # ruleid: sympy-parse
    b = parse_expr(truth, evaluate=False)
    # ruleid: sympy-parse
    return sympy.simplify(sympy.sympify(f"({answer}) - ({truth})")) == 0, a, b


def safe(x):
    # ok: sympy-parse
    a = sympify("x + 1")
    # ok: sympy-parse
    b = sympy.S(2)
    # ok: sympy-parse
    c = sympy.Symbol(x)
    # ok: sympy-parse
    return a, b, c, sympy.Integer(3)
