import marimo

app = marimo.App()


@app.cell
def _(transformers):
    note = """
    trust_remote_code=True
"""
    model = transformers.AutoModel.from_pretrained("a/b", trust_remote_code=True)
    return (model, note)


@app.cell
def _():
    import transformers
    return (transformers,)
