import torch


def f(): print(t := torch); t.load(y)
