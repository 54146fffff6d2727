import evaluate
from evaluate import load

# ruleid: evaluate-load-community
a = evaluate.load("somebody/fancy_bleu")
# ruleid: evaluate-load-community
b = load("org-name/metric", module_type="metric")

# ok: evaluate-load-community
c = evaluate.load("accuracy")
# ok: evaluate-load-community
d = evaluate.load("metrics/my_metric.py")
# ok: evaluate-load-community
e = load("somebody/fancy_bleu", revision="0123456789abcdef0123456789abcdef01234567")
# ok: evaluate-load-community
official = load("evaluate-metric/mase")
# ok: evaluate-load-community
evaluator = evaluate.evaluator("text-classification")
