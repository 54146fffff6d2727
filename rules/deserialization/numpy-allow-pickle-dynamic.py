import argparse

import numpy as np
from numpy import load as np_load


def read(path, allow_pickle=True):
    # ruleid: numpy-allow-pickle-dynamic
    return np.load(path, allow_pickle=allow_pickle)


def main():
    args = argparse.ArgumentParser().parse_args()
    # ruleid: numpy-allow-pickle-dynamic
    data = np_load(args.path, allow_pickle=args.pickle)
    never = False
    # ok: numpy-allow-pickle-dynamic
    other = np.load(args.path, allow_pickle=never)
    # ok: numpy-allow-pickle-dynamic
    third = np.load(args.path, allow_pickle=False)
    # ok: numpy-allow-pickle-dynamic
    np.savez(args.path, data, other, third)
