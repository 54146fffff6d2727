#!/usr/bin/env python3
import pickle; pickle.load(f)
