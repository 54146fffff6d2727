import gradio as gr
from gradio import ChatInterface

HOST = "0.0.0.0"
demo = gr.Blocks()
# ruleid: gradio-all-interfaces
demo.launch(server_name="0.0.0.0", server_port=7860)
# ruleid: gradio-all-interfaces
ChatInterface(len).queue().launch(server_name=HOST)

# ok: gradio-all-interfaces
demo.launch(server_name="127.0.0.1")
# ok: gradio-all-interfaces
demo.launch(server_name="0.0.0.0", auth=check_user)
# ok: gradio-all-interfaces
demo.launch(server_port=7860)
