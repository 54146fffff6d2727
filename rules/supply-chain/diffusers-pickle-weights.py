from diffusers import StableDiffusionPipeline
from diffusers import StableDiffusionXLPipeline as XL

# ruleid: diffusers-pickle-weights
a = StableDiffusionPipeline.from_single_file("model.ckpt")
# ruleid: diffusers-pickle-weights
a.load_ip_adapter("h94/IP-Adapter", subfolder="models", weight_name="ip-adapter_sd15.bin")
b = XL.from_single_file("model.safetensors")
# ruleid: diffusers-pickle-weights
b.load_textual_inversion("org/embeddings", weight_name="style.pt")

# ok: diffusers-pickle-weights
b.load_lora_weights("org/lora", weight_name="lora.safetensors")
# ok: diffusers-pickle-weights
b.load_lora_weights("org/lora")
# ok: diffusers-pickle-weights
c = XL.from_single_file("https://huggingface.co/org/name/blob/main/model.safetensors")
