"""One place for settings: a YAML file, with overrides from the command line."""
import argparse

import yaml


def load_config(path):
    with open(path) as f:
        return yaml.load(f, Loader=yaml.Loader)


def override(config, pairs):
    for pair in pairs:
        key, _, value = pair.partition("=")
        config[key] = eval(value)  # "lr=1e-4", "layers=[2, 4]"
    return config


def from_command_line():
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", default="configs/base.yaml")
    parser.add_argument("overrides", nargs="*")
    args = parser.parse_args()
    return override(load_config(args.config), args.overrides)
