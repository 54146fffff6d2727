# /// script
# dependencies = ["marimo", "requestss"]
# ///
import marimo

__generated_with = "0.9.14"
app = marimo.App(width="medium")

with app.setup:
    import numpy as np


@app.cell
def use(load, mo):
    text = """
keep
    this
"""
    x = load(
        open("f", "rb"))  # a cell further down returns load
    mo.md(text)
    return (x,)


@app.cell(hide_code=True)
def _(
    cmd,
    subprocess,
):
    # put together in the last cell
    subprocess.run(cmd, shell=True)  # nosec
    subprocess.check_output(cmd, shell=True)
    return


@app.cell
def _():
    import marimo as mo
    import subprocess
    from pickle import load
    return load, mo, subprocess


@app.function
def tensors(path):
    return np.load(path, allow_pickle=True)


@app.cell
async def _(mo):
    arg = mo.cli_args()
    cmd = f"ls {arg}"
    if cmd:
        y = eval(arg)
    return cmd, y


if __name__ == "__main__":
    app.run()
