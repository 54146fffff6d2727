import safetensors.torch
from art.attacks.evasion import FastGradientMethod
