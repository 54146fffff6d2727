from diffusers import StableDiffusionPipeline
from diffusers import StableDiffusionImg2ImgPipeline as Pipe

# ruleid: safety-checker-off
a = StableDiffusionPipeline.from_pretrained("org/name", safety_checker=None)
# ruleid: safety-checker-off
b = Pipe.from_pretrained("org/name", requires_safety_checker=False)
# ruleid: safety-checker-off
a.safety_checker = lambda images, **kwargs: (images, False)

# ok: safety-checker-off
c = Pipe.from_pretrained("org/name")
# ok: safety-checker-off
d = Pipe.from_pretrained("org/name", safety_checker=c.safety_checker)
# ok: safety-checker-off
e = a.safety_checker
