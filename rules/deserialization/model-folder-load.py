from diffusers import StableDiffusionPipeline
from peft import PeftModel
from sentence_transformers import SentenceTransformer
from transformers import AutoConfig, AutoModel, AutoTokenizer, pipeline

FOLDER = "models/net"

# ruleid: model-folder-load
model = AutoModel.from_pretrained("models/net")
# ruleid: model-folder-load
again = AutoModel.from_pretrained(FOLDER, device_map="auto")
# ruleid: model-folder-load
image = StableDiffusionPipeline.from_single_file("models/image.ckpt")
# ruleid: model-folder-load
adapted = PeftModel.from_pretrained(model, "models/adapter")
# ruleid: model-folder-load
classify = pipeline("text-classification", model="models/net")
# ruleid: model-folder-load
generate = pipeline("text-generation", FOLDER)
# ruleid: model-folder-load
embed = SentenceTransformer("models/embedding")

# ok: model-folder-load
tokenizer = AutoTokenizer.from_pretrained("models/net")
# ok: model-folder-load
config = AutoConfig.from_pretrained("models/net")
# ok: model-folder-load
model.save_pretrained("models/net")
# ok: model-folder-load
summarize = pipeline("summarization")
