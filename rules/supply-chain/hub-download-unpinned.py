import huggingface_hub
from huggingface_hub import hf_hub_download, snapshot_download

# ruleid: hub-download-unpinned
a = hf_hub_download("org/name", "model.safetensors")
# ruleid: hub-download-unpinned
b = snapshot_download(repo_id="org/name")
# ruleid: hub-download-unpinned
c = huggingface_hub.HfApi().hf_hub_download("org/name", "config.json")

# ok: hub-download-unpinned
d = hf_hub_download("org/name", "config.json", revision="0123456789abcdef0123456789abcdef01234567")
# ok: hub-download-unpinned
e = snapshot_download("org/name", local_files_only=True)
# ok: hub-download-unpinned
huggingface_hub.upload_file(path_or_fileobj="a", path_in_repo="a", repo_id="org/name")
