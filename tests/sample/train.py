"""Trains the classifier; goes on from the last checkpoint when there is one."""
import glob
import os
import subprocess

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from config import from_command_line
from data import download


def build(name):
    tokenizer = AutoTokenizer.from_pretrained(name, trust_remote_code=True)
    model = AutoModelForSequenceClassification.from_pretrained(name, num_labels=2)
    return tokenizer, model


def resume(model, run_folder):
    checkpoints = sorted(glob.glob(os.path.join(run_folder, "*.pt")))
    if checkpoints:
        state = torch.load(checkpoints[-1], map_location="cpu")
        model.load_state_dict(state["model"])
    return model


def resume_safely(model, path):
    state = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict(state["model"])
    return model


def archive(run_folder, name):
    subprocess.run(f"tar czf {name}.tar.gz {run_folder}", shell=True, check=True)


def main():
    config = from_command_line()
    download(config["cache"])
    tokenizer, model = build(config["model"])
    model = resume(model, config["run_folder"])
    for epoch in range(config["epochs"]):
        torch.save({"model": model.state_dict()}, os.path.join(config["run_folder"], f"{epoch}.pt"))
    archive(config["run_folder"], config["name"])


if __name__ == "__main__":
    main()
