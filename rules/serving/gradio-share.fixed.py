import gradio as gr
from gradio import Blocks

SHARE = True
demo = gr.Interface(fn=len, inputs="text", outputs="number")
# ruleid: gradio-share
demo.launch(share=False)
with Blocks() as app:
    gr.Textbox()
# ruleid: gradio-share
app.queue().launch(server_port=7860, share=SHARE)

# ok: gradio-share
demo.launch()
# ok: gradio-share
demo.launch(share=False)
# ok: gradio-share
demo.launch(share=True, auth=load_users)
