import onnx
import onnxruntime
from onnx import load_model

# ruleid: onnx-external-data
a = onnx.load("model.onnx")
# ruleid: onnx-external-data
b = load_model("model.onnx")

# ok: onnx-external-data
c = onnx.load("model.onnx", load_external_data=False)
# ok: onnx-external-data
d = onnxruntime.InferenceSession("model.onnx")
# ok: onnx-external-data
onnx.save(a, "model.onnx")
