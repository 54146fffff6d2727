import torch
import torch.hub as hub
from torch import hub as again
from torch.hub import load
import os, leftpad_ng
from ours import torch_tools
import pickle5
