#!/usr/bin/env python3
"""How well misspelt names are told from rare ones: names.py

Recall: of every slip of a finger in the 100 most used ML packages, how many are reported, by default and with --all; beside it a rule of
edit distance 1 against the same names. False alarms: of real distributions that picket does not know, how many are reported; for that
it is built again with only the most popular two thirds of its names, and asked about the last third, but for those that are on its list of
wrong names.
"""
import os
import random
import subprocess
import sys

ML = """numpy pandas scipy scikit-learn matplotlib seaborn plotly torch torchvision torchaudio tensorflow keras jax jaxlib flax optax
transformers datasets tokenizers accelerate huggingface-hub safetensors sentencepiece diffusers peft evaluate timm einops xgboost lightgbm
catboost statsmodels nltk spacy gensim opencv-python pillow scikit-image imageio albumentations onnx onnxruntime openai anthropic
langchain langchain-core langgraph llama-index tiktoken sentence-transformers faiss-cpu chromadb pinecone weaviate-client qdrant-client wandb mlflow
tensorboard optuna ray dask pyarrow polars numba cupy-cuda12x pytorch-lightning lightning torchmetrics deepspeed bitsandbytes triton
vllm gradio streamlit jupyter notebook jupyterlab ipython ipykernel ipywidgets joblib tqdm h5py networkx sympy shap lime imbalanced-learn
hydra-core omegaconf fairscale flash-attn tensorflow-hub tensorflow-datasets tensorflow-probability kornia librosa soundfile spacy-transformers
gymnasium stable-baselines3 prophet umap-learn hdbscan category-encoders ydata-profiling great-expectations feast kedro dvc
litellm trl ultralytics mediapipe easyocr pydub textblob rouge-score sacrebleu seqeval jiwer torch-geometric dgl
""".split()
KEYS = ["1234567890-", "qwertyuiop", "asdfghjkl", "zxcvbnm"]
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
HELD_OUT = 10000


def neighbours(c):
    for r, row in enumerate(KEYS):
        i = row.find(c)
        if i < 0:
            continue
        near = [(r, i - 1), (r, i + 1), (r - 1, i), (r - 1, i + 1), (r + 1, i), (r + 1, i - 1)]
        return [KEYS[y][x] for y, x in near if 0 <= y < 4 and 0 <= x < len(KEYS[y]) and KEYS[y][x] != "-"]
    return []


def slips(name):
    for i in range(len(name)):
        if i + 1 < len(name) and name[i] != name[i + 1]:
            yield "transposition", name[:i] + name[i + 1] + name[i] + name[i + 2:]
        if name[i] != "-":
            yield "omission", name[:i] + name[i + 1:]
            yield "doubling", name[:i] + name[i] + name[i:]
        for c in neighbours(name[i]):
            yield "neighbouring key", name[:i] + c + name[i + 1:]


def is_name(s):
    return s[0] != "-" and s[-1] != "-" and "--" not in s


def distance_one(a, targets):
    out = set()
    for i in range(len(a) + 1):
        out.add(a[:i] + a[i + 1:])
        if i + 1 < len(a):
            out.add(a[:i] + a[i + 1] + a[i] + a[i + 2:])
        for c in "abcdefghijklmnopqrstuvwxyz0123456789-":
            out.add(a[:i] + c + a[i:])
            out.add(a[:i] + c + a[i + 1:])
    return bool(out & targets)


def judge(build, names, *how):
    program = os.path.join(ROOT, build, "tests", "measure", "judge")
    text = subprocess.run([program, *how], input="\n".join(names) + "\n", capture_output=True, text=True, check=True).stdout
    return {line.split("\t")[0]: line.split("\t")[1:] for line in text.splitlines()}


def make(build, popular):
    subprocess.run(["make", "-s", "-j2", f"BUILD={build}", f"POPULAR={popular}", f"{build}/tests/measure/judge"], cwd=ROOT, check=True,
                   stdout=subprocess.DEVNULL)


def row(title, names, said, known):
    default = sum(said[n][0] == "yes" for n in names)
    every = sum(said[n][0] != "no" for n in names)
    one = sum(distance_one(n, known) for n in names)
    shares = [f"{100 * n / max(len(names), 1):9.2f} %" for n in (default, every, one)]
    print(f"{title:38}{len(names):6}", *shares)


KINDS = ("transposition", "omission", "doubling", "neighbouring key")


def recall(popular):
    rank = {name: i for i, name in enumerate(popular)}
    chosen = sorted((n for n in ML if n in rank), key=rank.get)[:100]
    known = set(popular)
    cases = sorted({(kind, slip) for name in chosen for kind, slip in slips(name) if is_name(slip) and slip not in known})
    chance = random.Random(1)
    each = [chance.choice([s for k, s in slips(n) if k == kind and is_name(s) and s not in known] or [""]) for n in chosen for kind in KINDS]
    each = [s for s in each if s]
    names = sorted({slip for _, slip in cases})
    imported, installed = judge("build", names), judge("build", names, "package")
    print(f"{'slips in the names of ' + str(len(chosen)) + ' packages':44}{'default':>12}{'--all':>12}{'distance 1':>12}")
    for kind in KINDS:
        row(f"  {kind}, imported", [s for k, s in cases if k == kind], imported, known)
    row("all of these, imported", [s for _, s in cases], imported, known)
    row("all of these, installed", [s for _, s in cases], installed, known)
    row("one of each kind a package, imported", each, imported, known)
    row("the same, installed", each, installed, known)
    if "-v" in sys.argv:
        print("missed:", *sorted(s for s in each if imported[s][0] == "no"))


def false_alarms(popular):
    path = os.path.join(ROOT, "build", "held-out.txt")
    with open(path, "w", encoding="ascii") as out:
        out.write("\n".join(popular[:HELD_OUT]) + "\n")
    make("build/held-out", "build/held-out.txt")
    with open(os.path.join(ROOT, "rules", "imports", "wrong.tsv"), encoding="ascii") as lines:
        listed = {line.split("\t")[0] for line in lines}
    rare, known = [n for n in popular[HELD_OUT:] if n not in listed], set(popular[:HELD_OUT])
    imported, installed = judge("build/held-out", rare), judge("build/held-out", rare, "package")
    row("rare distributions, imported", rare, imported, known)
    row("rare distributions, installed", rare, installed, known)
    if "-v" in sys.argv:
        print("reported:", *(f"{n}->{imported[n][1]}" for n in rare if imported[n][0] == "yes"))
        print("installed:", *(f"{n}->{installed[n][1]}" for n in rare if installed[n][0] == "yes"))


def main():
    with open(os.path.join(ROOT, "rules", "imports", "popular.txt"), encoding="ascii") as lines:
        popular = [line.strip() for line in lines if line[0] != "#"]
    make("build", "rules/imports/popular.txt")
    recall(popular)
    false_alarms(popular)


main()
