import ctypes
import ctypes.util
from ctypes import CDLL

import onnxruntime as ort
import torch


def load(path, options: ort.SessionOptions):
    # ruleid: native-library-load
    torch.ops.load_library(path)
    # ruleid: native-library-load
    lib = CDLL(path)
    # ruleid: native-library-load
    options.register_custom_ops_library(path)
    return lib


def safe(path):
    # ok: native-library-load
    libc = ctypes.CDLL("libc.so.6")
    # ok: native-library-load
    this = ctypes.CDLL(None)
    # ok: native-library-load
    found = ctypes.CDLL(ctypes.util.find_library("m"))
    return libc, this, found
