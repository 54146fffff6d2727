import torch

state = (torch  # :)
).load(y)
