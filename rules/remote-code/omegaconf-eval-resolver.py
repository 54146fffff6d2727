import omegaconf
from omegaconf import OmegaConf

# ruleid: omegaconf-eval-resolver
OmegaConf.register_new_resolver("eval", eval)
# ruleid: omegaconf-eval-resolver
OmegaConf.register_new_resolver("calc", lambda text: eval(text), replace=True)
# ruleid: omegaconf-eval-resolver
omegaconf.OmegaConf.register_resolver("eval", eval)

# ok: omegaconf-eval-resolver
OmegaConf.register_new_resolver("mul", lambda a, b: a * b)
# ok: omegaconf-eval-resolver
OmegaConf.register_new_resolver("eval", str.lower)
# ok: omegaconf-eval-resolver
OmegaConf.clear_resolver("eval")
