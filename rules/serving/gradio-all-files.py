import gradio as gr
from gradio import set_static_paths

demo = gr.Blocks()
# ruleid: gradio-all-files
demo.launch(allowed_paths=["/"])
# ruleid: gradio-all-files
demo.launch(allowed_paths=["examples", "."])
# ruleid: gradio-all-files
set_static_paths(paths=["/home"])

# ok: gradio-all-files
demo.launch(allowed_paths=["examples/images"])
# ok: gradio-all-files
demo.launch(allowed_paths=[])
# ok: gradio-all-files
demo.launch(blocked_paths=["/"])
