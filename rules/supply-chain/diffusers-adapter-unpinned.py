from diffusers import StableDiffusionPipeline
from diffusers import StableDiffusionXLPipeline as XL

pipe = XL.from_pretrained("org/name")
# ruleid: diffusers-adapter-unpinned
pipe.load_lora_weights("org/lora")
# ruleid: diffusers-adapter-unpinned
pipe.load_textual_inversion("org/embedding", token="<cat>")
# ruleid: diffusers-adapter-unpinned
other = StableDiffusionPipeline.from_single_file("https://example.org/model.safetensors")

# ok: diffusers-adapter-unpinned
pipe.load_lora_weights("org/lora", revision="0123456789abcdef0123456789abcdef01234567")
# ok: diffusers-adapter-unpinned
pipe.load_lora_weights("./lora.safetensors")
# ok: diffusers-adapter-unpinned
pipe.unload_lora_weights()
