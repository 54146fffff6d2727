from fastai.learner import load_learner
from fastai.vision.all import load_learner as load_vision
from huggingface_hub import from_pretrained_fastai

# ruleid: fastai-load-learner
a = load_learner("export.pkl")
# ruleid: fastai-load-learner
b = load_vision("export.pkl", cpu=True)
# ruleid: fastai-load-learner
c = from_pretrained_fastai("org/name")

# ok: fastai-load-learner
a.export("export.pkl")
# ok: fastai-load-learner
a.load("weights")
# ok: fastai-load-learner
a.predict("image.png")
