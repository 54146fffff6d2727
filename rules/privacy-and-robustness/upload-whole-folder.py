import wandb
from huggingface_hub import HfApi, upload_folder

api = HfApi()
# ruleid: upload-whole-folder
api.upload_folder(folder_path=".", repo_id="me/name")
# ruleid: upload-whole-folder
upload_folder(repo_id="me/name", folder_path="./")
# ruleid: upload-whole-folder
wandb.save(".env")

# ok: upload-whole-folder
api.upload_folder(folder_path="out", repo_id="me/name")
# ok: upload-whole-folder
api.upload_folder(folder_path=".", repo_id="me/name", allow_patterns=["*.safetensors"])
# ok: upload-whole-folder
wandb.save("model.safetensors")
