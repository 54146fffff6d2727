from transformers import AutoModel

model = AutoModel.from_config(None)
SAFE = False
# ruleid: safe-serialization-off
model.save_pretrained("out", safe_serialization=True)
# ruleid: safe-serialization-off
model.push_to_hub("me/name", safe_serialization=SAFE)

# ok: safe-serialization-off
model.save_pretrained("out")
# ok: safe-serialization-off
model.save_pretrained("out", safe_serialization=True)
# ok: safe-serialization-off
model.save_pretrained("out", max_shard_size="2GB")


class Cases:
    def test_old_format(self, model):
        # ok: safe-serialization-off
        self._test_save_pretrained(model, safe_serialization=False)
