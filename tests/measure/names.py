#!/usr/bin/env python3
"""How well misspelt names are told from rare ones: names.py

Recall: of every slip of a finger in the 100 most used ML packages, how many are reported, by default and with --all; beside it a rule of
edit distance 1 against the same names. False alarms: of real distributions that picket does not know, how many are reported; for that
it is built again with only the most popular two thirds of its names, and asked about the last third.
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


def judge(build, names):
    program = os.path.join(ROOT, build, "tests", "measure", "judge")
    text = subprocess.run([program], input="\n".join(names) + "\n", capture_output=True, text=True, check=True).stdout
    return {line.split("\t")[0]: line.split("\t")[1:] for line in text.splitlines()}


def make(build, popular):
    subprocess.run(["make", "-s", "-j2", f"BUILD={build}", f"POPULAR={popular}", f"{build}/tests/measure/judge"], cwd=ROOT, check=True,
                   stdout=subprocess.DEVNULL)


def percent(n, of):
    return f"{100 * n / max(of, 1):5.1f} %"


def recall(popular):
    rank = {name: i for i, name in enumerate(popular)}
    chosen = sorted((n for n in ML if n in rank), key=rank.get)[:100]
    known = set(popular)
    cases = sorted({(kind, slip) for name in chosen for kind, slip in slips(name) if is_name(slip) and slip not in known})
    said = judge("build", sorted({slip for _, slip in cases}))
    rows = {}
    for kind, slip in cases:
        rule = said[slip][0]
        for row in (rows.setdefault(kind, [0, 0, 0, 0]), rows.setdefault("all", [0, 0, 0, 0])):
            row[0] += 1
            row[1] += rule == "1"
            row[2] += rule in "12"
            row[3] += distance_one(slip, known)
    print(f"misspellings of {len(chosen)} packages      n   default    --all   distance 1")
    for kind, (n, default, every, one) in rows.items():
        print(f"{kind:28}{n:6}   {percent(default, n)}  {percent(every, n)}   {percent(one, n)}")
    chance = random.Random(1)
    per = [chance.choice([s for k, s in slips(n) if k == kind and is_name(s) and s not in known] or [""]) for n in chosen
           for kind in ("transposition", "omission", "doubling", "neighbouring key")]
    said = judge("build", [p for p in per if p])
    per = [p for p in per if p]
    print(f"one of each kind a package  {len(per):6}   {percent(sum(said[p][0] == '1' for p in per), len(per))}  "
          f"{percent(sum(said[p][0] in '12' for p in per), len(per))}   {percent(sum(distance_one(p, known) for p in per), len(per))}")
    if "-v" in sys.argv:
        print("missed:", *sorted(p for p in per if said[p][0] == "0"))


def false_alarms(popular):
    path = os.path.join(ROOT, "build", "held-out.txt")
    with open(path, "w", encoding="ascii") as out:
        out.write("\n".join(popular[:HELD_OUT]) + "\n")
    make("build/held-out", "build/held-out.txt")
    rare = popular[HELD_OUT:]
    said = judge("build/held-out", rare)
    known = set(popular[:HELD_OUT])
    default = [n for n in rare if said[n][0] == "1"]
    every = [n for n in rare if said[n][0] in "12"]
    one = sum(distance_one(n, known) for n in rare)
    print(f"\nrare distributions, unknown {len(rare):6}   {percent(len(default), len(rare))}  {percent(len(every), len(rare))}   "
          f"{percent(one, len(rare))}")
    if "-v" in sys.argv:
        print("reported:", *(f"{n}->{said[n][1]}" for n in default))


def main():
    with open(os.path.join(ROOT, "rules", "imports", "popular.txt"), encoding="ascii") as lines:
        popular = [line.strip() for line in lines if line[0] != "#"]
    make("build", "rules/imports/popular.txt")
    recall(popular)
    false_alarms(popular)


main()
