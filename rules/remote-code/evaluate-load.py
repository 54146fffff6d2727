import evaluate
from datasets import load_metric
from sklearn import metrics

# ruleid: evaluate-load
a = evaluate.load("accuracy")
# ruleid: evaluate-load
b = load_metric("glue", "mrpc")
# ruleid: evaluate-load
c = evaluate.combine(["f1", "recall"])

# ok: evaluate-load
d = metrics.accuracy_score([0], [0])
# ok: evaluate-load
e = evaluate.load("accuracy", revision="0123456789abcdef0123456789abcdef01234567")
# ok: evaluate-load
f = a.compute(predictions=[0], references=[0])
