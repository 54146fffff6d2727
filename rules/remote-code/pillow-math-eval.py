from PIL import Image, ImageMath
from PIL.ImageMath import unsafe_eval


def blend(expression, a, b):
    # ruleid: pillow-math-eval
    c = ImageMath.eval(expression, a=a, b=b)
    # ruleid: pillow-math-eval
    return unsafe_eval(f"convert({expression}, 'L')", a=a), c


def safe(a, b, model):
    # ok: pillow-math-eval
    c = ImageMath.eval("convert(min(a, b), 'L')", a=a, b=b)
    # ok: pillow-math-eval
    d = ImageMath.lambda_eval(lambda args: args["a"] + args["b"], a=a, b=b)
    # ok: pillow-math-eval
    model.eval()
    return c, d
