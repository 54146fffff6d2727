import fairseq.checkpoint_utils
import paddle
from accelerate import Accelerator
from fairseq import checkpoint_utils
from mmengine.runner import load_checkpoint

accelerator = Accelerator()
# ruleid: checkpoint-wrapper-load
accelerator.load_state("checkpoints/last")
# ruleid: checkpoint-wrapper-load
models, args = checkpoint_utils.load_model_ensemble(["model.pt"])
# ruleid: checkpoint-wrapper-load
state = load_checkpoint(models[0], "epoch_12.pth")
# ruleid: checkpoint-wrapper-load
params = paddle.load("model.pdparams")

# ok: checkpoint-wrapper-load
accelerator.save_state("checkpoints/last")
# ok: checkpoint-wrapper-load
checkpoint_utils.save_state("model.pt", args)


def load_state(path):
    return path


# ok: checkpoint-wrapper-load
load_state("checkpoints/last")
