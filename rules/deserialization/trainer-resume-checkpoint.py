import transformers
from transformers import TrainingArguments

trainer = transformers.Trainer()
# ruleid: trainer-resume-checkpoint
trainer.train(resume_from_checkpoint="downloads/checkpoint-500")
# ruleid: trainer-resume-checkpoint
args = TrainingArguments("out", resume_from_checkpoint="downloads/checkpoint-500")

# ok: trainer-resume-checkpoint
trainer.train()
# ok: trainer-resume-checkpoint
trainer.train(resume_from_checkpoint=None)
# ok: trainer-resume-checkpoint
trainer.save_model("out")
