import fire
from fire import Fire


def train():
    return 1


# ruleid: hydra-cli-fire
fire.Fire()
# ruleid: hydra-cli-fire
Fire(globals())
# ok: hydra-cli-fire
fire.Fire(train)
# ok: hydra-cli-fire
Fire({"train": train})
# ok: hydra-cli-fire
print(fire.__name__)
