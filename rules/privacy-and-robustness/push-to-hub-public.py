from datasets import load_dataset
from huggingface_hub import create_repo

data = load_dataset("json", data_files="patients.jsonl")
# ruleid: push-to-hub-public
data.push_to_hub("me/patients")
# ruleid: push-to-hub-public
create_repo("me/patients", repo_type="dataset")

# ok: push-to-hub-public
data.push_to_hub("me/patients", private=True)
# ok: push-to-hub-public
create_repo("me/patients", repo_type="dataset", private=True)
# ok: push-to-hub-public
data.save_to_disk("patients")
