from diffusers import DiffusionPipeline
from diffusers import StableDiffusionPipeline as Pipe

CUSTOM = "lpw_stable_diffusion"
# ruleid: diffusers-custom-pipeline
a = DiffusionPipeline.from_pretrained("org/name", custom_pipeline="somebody/pipeline")
# ruleid: diffusers-custom-pipeline
b = Pipe.from_pretrained("org/name", torch_dtype="auto", custom_pipeline=CUSTOM)

# ok: diffusers-custom-pipeline
c = DiffusionPipeline.from_pretrained("org/name", custom_pipeline="./pipelines/mine")
# ok: diffusers-custom-pipeline
d = DiffusionPipeline.from_pretrained(
    "org/name", custom_pipeline="x", custom_revision="0123456789abcdef0123456789abcdef01234567"
)
# ok: diffusers-custom-pipeline
e = Pipe.from_pretrained("org/name", custom_pipeline=None)
