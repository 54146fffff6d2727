import torch

v = torch
import os as a; w = v

w.load(d)
