import torch


def f(): (t, u) = torch, 1; t.load(y)
