import os

import gradio as gr
from gradio import Blocks

PASSWORD = "letmein"
demo = gr.Interface(fn=len, inputs="text", outputs="number")
# ruleid: weak-demo-password
demo.launch(auth=("admin", "admin"))
# ruleid: weak-demo-password
Blocks().launch(share=True, auth=[("user", PASSWORD)])

# ok: weak-demo-password
demo.launch(auth=(os.environ["DEMO_USER"], os.environ["DEMO_PASSWORD"]))
# ok: weak-demo-password
demo.launch(auth=None)
# ok: weak-demo-password
demo.launch(auth_message="admin")
