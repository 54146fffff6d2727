import ast
import builtins


def configure(args, model, frame):
    # ruleid: eval-dynamic
    optimizer = eval(args.optimizer)(model.parameters())
    # ruleid: eval-dynamic
    layer = eval(f"nn.{args.layer}")
    # ruleid: eval-dynamic
    size = builtins.eval(args.size)
    # ruleid: eval-dynamic
    shape = eval(args.shape, {"__builtins__": {}})
    return optimizer, layer, size, shape


def safe(args, model, frame):
    # ok: eval-dynamic
    model.eval()
    # ok: eval-dynamic
    value = ast.literal_eval(args.value)
    # ok: eval-dynamic
    two = eval("1 + 1")
    expression = "max(3, 4)"
    # ok: eval-dynamic
    four = eval(expression)
    # ok: eval-dynamic
    ratio = frame.eval("a / b")
    return value, two, four, ratio


def eval(model, loader):
    return [model(x) for x in loader]


def validate(model, loader):
    # ok: eval-dynamic
    return eval(model, loader)
