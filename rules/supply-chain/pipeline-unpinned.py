import diffusers
import transformers
from transformers import pipeline

# ruleid: pipeline-unpinned
a = pipeline("sentiment-analysis")
# ruleid: pipeline-unpinned
b = transformers.pipeline("text-generation", model="org/name")


def answer(model, tokenizer, diffusion_pipeline):
    # ok: pipeline-unpinned
    c = pipeline("text-generation", model=model, tokenizer=tokenizer)
    # ok: pipeline-unpinned
    d = pipeline("fill-mask", model="org/name", revision="0123456789abcdef0123456789abcdef01234567")
    # ok: pipeline-unpinned
    e = diffusion_pipeline("a photo of a cat")
    return c, d, e


pipeline = diffusers.DiffusionPipeline.from_pretrained("org/diffusion")
# ok: pipeline-unpinned
image = pipeline("a photo of a cat")
