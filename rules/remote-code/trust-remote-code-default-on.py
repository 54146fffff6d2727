import argparse
from dataclasses import dataclass

from transformers import AutoModel


# ruleid: trust-remote-code-default-on
def load(name, trust_remote_code=True):
    return AutoModel.from_pretrained(name, trust_remote_code=trust_remote_code)


@dataclass
class ModelArguments:
    name: str = "org/name"
    # ruleid: trust-remote-code-default-on
    trust_remote_code: bool = True


parser = argparse.ArgumentParser()
# ruleid: trust-remote-code-default-on
parser.add_argument("--trust_remote_code", type=bool, default=True)


def configure(config):
    # ruleid: trust-remote-code-default-on
    config.trust_remote_code = True


# ok: trust-remote-code-default-on
def load_safely(name, trust_remote_code=False):
    return AutoModel.from_pretrained(name, trust_remote_code=trust_remote_code)


# ok: trust-remote-code-default-on
parser.add_argument("--trust-remote-code", action="store_true", default=False)
# ok: trust-remote-code-default-on
parser.add_argument("--trust_remote_code_for", default="org/name")
# ok: trust-remote-code-default-on
trust_remote_codes = True
