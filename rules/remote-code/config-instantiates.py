import hydra
from hydra.utils import instantiate
from mmengine.config import Config
from omegaconf import OmegaConf

config = OmegaConf.load("model.yaml")
# ruleid: config-instantiates
model = instantiate(config.model)
# ruleid: config-instantiates
optimizer = hydra.utils.instantiate(config.optimizer, model.parameters())
# ruleid: config-instantiates
other = Config.fromfile("configs/resnet.py")

# ok: config-instantiates
merged = OmegaConf.merge(config, {"lr": 0.1})
# ok: config-instantiates
plain = OmegaConf.to_container(config)
# ok: config-instantiates
name = hydra.utils.get_original_cwd()
