"""Formats that carry no pickles, and run something all the same: Keras, HDF5, ONNX, TensorFlow, GGUF, safetensors, text."""
import json
import struct
import zipfile

from build import *

LAMBDA = {"class_name": "Lambda", "module": "keras.layers", "config": {"name": "l", "function": {"class_name": "__lambda__", "config": {}}}}
DENSE = {"class_name": "Dense", "module": "keras.layers", "registered_name": None, "config": {"name": "d", "units": 3}}


def model(*layers, **more):
    return dict({"class_name": "Sequential", "module": "keras", "config": {"name": "s", "layers": list(layers)}}, **more)


def keras_zip(config):
    members = [("metadata.json", b'{"keras_version": "3.4.1"}'), ("config.json", json.dumps(config).encode()), ("model.weights.h5", hdf5({}))]
    return zipped(members)


def keras():
    put("keras/clean.keras", keras_zip(model(DENSE)), QUIET)
    put("keras/lambda.keras", keras_zip(model(DENSE, LAMBDA)), "keras-lambda-code")
    put("keras/nested-lambda.keras", keras_zip(model(model(DENSE, LAMBDA))), "keras-lambda-code")
    escaped = json.dumps(model(LAMBDA)).replace("Lambda", "L\\u0061mbda").replace("__lambda__", "\\u005f_lambda__")
    put("keras/escaped-lambda.keras", zipped([("config.json", escaped.encode())], zipfile.ZIP_DEFLATED), "keras-lambda-code")
    loss = {"loss": {"class_name": "__lambda__", "config": {"value": "4wEAAA"}}}
    put("keras/compile-lambda.keras", keras_zip(model(DENSE, compile_config=loss)), "keras-lambda-code")
    module = {"class_name": "function", "module": "os", "config": "system", "registered_name": "function"}
    put("keras/module-os.keras", keras_zip(model(DENSE, build_config={"x": module})), "keras-injected-module")
    get_file = {"class_name": "function", "module": "keras.utils", "config": "get_file", "registered_name": "get_file"}
    put("keras/get-file.keras", keras_zip(model(dict(DENSE, config={"activation": get_file}))), "keras-injected-module")
    unsafe = {"class_name": "function", "module": "keras.config", "config": "enable_unsafe_deserialization"}
    put("keras/enable-unsafe.keras", keras_zip(model(unsafe)), "keras-injected-module")
    other = {"class_name": "Payload", "module": "picket_fixture_nowhere", "config": {}}
    put("keras/foreign-module.keras", keras_zip(model(other)), "keras-injected-module")
    function = {"class_name": "function", "module": "builtins", "config": "relu", "registered_name": "function"}
    put("keras/builtin-function.keras", keras_zip(model(dict(DENSE, config={"activation": function}))), QUIET)
    for name in ("exec", "__import__"):
        tool = {"class_name": "function", "module": "builtins", "config": name, "registered_name": "function"}
        put("keras/builtin-%s.keras" % name, keras_zip(model(dict(DENSE, config={"activation": tool}))), "keras-injected-module")
    custom = {"class_name": "Mine", "module": None, "registered_name": "pkg>Mine", "config": {}}
    put("keras/custom.keras", keras_zip(model(custom)), "keras-custom-object")
    for name in ("TFSMLayer", "TorchModuleWrapper"):
        layer = {"class_name": name, "module": "keras.layers", "config": {"filepath": "/tmp/m"}}
        put("keras/%s.keras" % name, keras_zip(model(layer)), "keras-foreign-layer")
    safe = {"class_name": "Dense", "module": "keras.layers", "config": {"safe_mode": False}}
    put("keras/safe-mode.keras", keras_zip(model(safe)), "keras-foreign-layer")
    lookup = {"class_name": "StringLookup", "module": "keras.layers", "config": {"vocabulary": "/etc/hostname"}}
    put("keras/vocabulary.keras", keras_zip(model(lookup)), "keras-external-file")
    remote = {"class_name": "IndexLookup", "module": "keras.layers", "config": {"vocabulary": "http://127.0.0.1/x"}}
    put("keras/vocabulary-url.keras", keras_zip(model(remote)), "keras-external-file")
    words = {"class_name": "StringLookup", "module": "keras.layers", "config": {"vocabulary": ["a", "b"]}}
    put("keras/words.keras", keras_zip(model(words)), QUIET)
    put("keras/member-pickle.keras", zipped([("config.json", json.dumps(model(DENSE)).encode()), ("assets/x.bin", system(PROTO2))]), DANGER)
    put("keras/model.json", json.dumps(model(LAMBDA)).encode(), "keras-lambda-code")
    put("keras/h5-lambda.h5", hdf5({"model_config": json.dumps(model(LAMBDA))}), "keras-lambda-code")
    put("keras/h5-variable.h5", hdf5({"model_config": json.dumps(model(LAMBDA))}, variable=True), "keras-lambda-code")
    put("keras/h5-training.h5", hdf5({"training_config": json.dumps({"loss": LAMBDA})}), "keras-lambda-code")
    put("keras/h5-clean.h5", hdf5({"model_config": json.dumps(model(DENSE)), "backend": "tensorflow"}), QUIET)
    put("keras/h5-in-user-block.h5", bytes(512) + hdf5({"model_config": json.dumps(model(LAMBDA))}), "keras-lambda-code")
    broken = hdf5({})
    root = broken.index(b"\x01\0\0\0\x01")
    put("keras/h5-no-version.h5", patch(broken, root, b"OHDR\0"), NOT)
    put("keras/h5-unknown-layout.h5", b"\x89HDF\r\n\x1a\n\x09" + bytes(90) + json.dumps(LAMBDA).encode(), "keras-lambda-code", NOT)


# ---- HDF5: a superblock of version 0, one object header of version 1, attributes as messages ----


def message(kind, data):
    data += bytes(-len(data) % 8)
    return struct.pack("<HHB3x", kind, len(data), 0) + data


def attribute(name, value, heap):
    name = name.encode() + b"\0"
    space = b"\x01" + bytes(7)
    if heap is None:
        kind, data = struct.pack("<B3sI", 0x13, b"\0\0\0", len(value)), value
    else:
        kind = struct.pack("<B3sI", 0x19, b"\x01\0\0", 16) + struct.pack("<B3sI", 0x13, b"\0\0\0", 1)
        data = struct.pack("<IQI", len(value), heap[0], heap[1])
    pad = lambda b: b + bytes(-len(b) % 8)
    return message(12, struct.pack("<BBHHH", 1, 0, len(name), len(kind), len(space)) + pad(name) + pad(kind) + pad(space) + data)


def hdf5(attributes, variable=False):
    heap_at, root_at, objects, messages = 96, 96, b"", b""
    values = [(k, v.encode()) for k, v in attributes.items()]
    if variable:
        for i, (_, v) in enumerate(values):
            objects += struct.pack("<HH4xQ", i + 1, 1, len(v)) + v + bytes(-len(v) % 8)
        objects = b"GCOL\x01\0\0\0" + struct.pack("<Q", 16 + len(objects)) + objects
        root_at += len(objects)
    for i, (k, v) in enumerate(values):
        messages += attribute(k, v, (heap_at, i + 1) if variable else None)
    header = struct.pack("<BBHII4x", 1, 0, len(values), 1, len(messages)) + messages
    none = (1 << 64) - 1
    block = b"\x89HDF\r\n\x1a\n" + bytes([0, 0, 0, 0, 0, 8, 8, 0]) + struct.pack("<HHI", 4, 16, 0)
    block += struct.pack("<QQQQ", 0, none, root_at + len(header), none) + struct.pack("<QQII16x", 0, root_at, 0, 0)
    return block + objects + header


# ---- protobuf ----


def varint(n):
    out = b""
    while n > 127:
        out += bytes([n & 127 | 128])
        n >>= 7
    return out + bytes([n])


def field(number, value):
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    value = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(value)) + value


def onnx_tensor(location):
    return field(1, 3) + field(8, "w") + field(13, field(1, "location") + field(2, location)) + field(14, 1)


def onnx_model(graph):
    return field(1, 8) + field(2, "picket tests") + field(7, graph) + field(8, field(2, 13))


def onnx():
    node = field(1, "x") + field(2, "y") + field(3, "n") + field(4, "Relu")
    put("onnx/clean.onnx", onnx_model(field(1, node) + field(5, onnx_tensor("weights.bin"))), QUIET)
    for i, path in enumerate(("../../etc/passwd", "/etc/passwd", "a/../../b", "C:\\x", "weights#../x", "http://example.org/x")):
        put("onnx/path-%d.onnx" % i, onnx_model(field(1, node) + field(5, onnx_tensor(path))), "onnx-external-path")
    inner = field(1, "body") + field(6, field(1, node) + field(5, onnx_tensor("../x")))
    put("onnx/in-branch.onnx", onnx_model(field(1, node + field(5, inner))), "onnx-external-path")
    constant = field(1, "value") + field(5, onnx_tensor("../x"))
    put("onnx/in-attribute.onnx", onnx_model(field(1, node + field(5, constant))), "onnx-external-path")
    moved = field(7, field(1, node) + field(5, onnx_tensor("../x"))) + field(999, "x") + field(1, 8)
    put("onnx/moved-fields.onnx", moved, "onnx-external-path")
    put("onnx/custom-domain.onnx", onnx_model(field(1, node + field(7, "com.example"))), "onnx-custom-operator")


def tf_node(op, name="n", attr=b""):
    return field(1, name) + field(2, op) + attr


def saved_model(graph):
    return field(1, 1) + field(2, field(1, field(5, "2.12")) + field(2, graph))


def tensorflow():
    put("tensorflow/clean.pb", saved_model(field(1, tf_node("MatMul"))), QUIET)
    put("tensorflow/read-file.pb", saved_model(field(1, tf_node("MatMul")) + field(1, tf_node("ReadFile"))), "tensorflow-file-operator")
    for op in ("WholeFileReaderV2", "SqlDataset", "SaveDatasetV2"):
        put("tensorflow/%s.pb" % op, saved_model(field(1, tf_node(op))), "tensorflow-file-operator")
    put("tensorflow/restore.pb", saved_model(field(1, tf_node("RestoreV2")) + field(1, tf_node("SaveV2"))), QUIET)
    text = lambda name, value: tf_node("Const", name, field(5, field(1, "value") + field(2, field(8, field(1, 7) + field(8, value)))))
    passed = lambda op, name, *inputs: tf_node(op, name, b"".join(field(3, i) for i in inputs))
    chain = lambda op, path, number=1: b"".join(field(number, n) for n in (
        passed(op, "op", "id:output:0", "names"), text("names", "/kernel"), text("path", path), passed("Identity", "id", "join", "^op"),
        passed("StringJoin", "join", "path", "names")))
    outside = "tensorflow-outside-path"
    put("tensorflow/restore-absolute.pb", saved_model(chain("RestoreV2", "/home/somebody/model.ckpt")), outside)
    put("tensorflow/restore-above.pb", saved_model(chain("Restore", "a/../../model.ckpt")), outside)
    put("tensorflow/restore-address.pb", saved_model(chain("RestoreSlice", "gs://somewhere/model.ckpt")), outside)
    put("tensorflow/restore-in-function.pb", saved_model(field(1, tf_node("MatMul")) + field(2, field(1, chain("RestoreV2", "/x", 3)))), outside)
    put("tensorflow/restore-beside.pb", saved_model(chain("RestoreV2", "variables/variables")), SILENT)
    put("tensorflow/save-absolute.pb", saved_model(chain("SaveV2", "/home/somebody/.profile")), "tensorflow-file-operator")
    put("tensorflow/table.pb", saved_model(chain("InitializeTableFromTextFileV2", "vocabulary.txt")), outside)
    put("tensorflow/merge-absolute.pb", saved_model(chain("MergeV2Checkpoints", "part")), "tensorflow-file-operator")
    loop = field(1, passed("RestoreV2", "op", "a")) + field(1, passed("Identity", "a", "b")) + field(1, passed("Identity", "b", "a"))
    put("tensorflow/restore-loop.pb", saved_model(loop), SILENT)
    function = field(1, field(1, field(1, "f"))[0:0] + field(3, tf_node("WriteFile")))
    put("tensorflow/in-function.pb", saved_model(field(1, tf_node("MatMul")) + field(2, function)), "tensorflow-file-operator")
    put("tensorflow/python.pb", saved_model(field(1, tf_node("EagerPyFunc"))), "tensorflow-python-operator")
    hidden = field(8, field(1, 7) + field(8, field(1, tf_node("PyFunc"))))
    attr = field(5, field(1, "value") + field(2, hidden))
    put("tensorflow/hidden-graph.pb", saved_model(field(1, tf_node("Const", attr=attr)) + field(1, tf_node("DatasetFromGraph"))),
        "tensorflow-python-operator")
    put("tensorflow/no-version.pb", field(2, field(2, field(1, tf_node("PyFunc")))), "tensorflow-python-operator")
    moved = field(99, "x") + field(2, field(2, field(4, field(1, 27)) + field(1, tf_node("PyFunc")))) + field(1, 1)
    put("tensorflow/moved-fields.pb", moved, "tensorflow-python-operator")
    saved = lambda *layers: b"".join(field(1, field(2, i) + field(3, "root") + field(5, json.dumps(layer))) for i, layer in enumerate(layers, 1))
    put("tensorflow/lambda/keras_metadata.pb", saved(model(DENSE), LAMBDA), "keras-lambda-code")
    put("tensorflow/clean/keras_metadata.pb", saved(model(DENSE), DENSE), QUIET)
    put("tensorflow/frozen.pb", field(1, tf_node("Placeholder")) + field(1, tf_node("PyFunc")), "tensorflow-python-operator")


# ---- GGUF and chat templates ----


def gguf(pairs, count=None, version=3):
    body = b""
    for key, value in pairs:
        body += struct.pack("<Q", len(key)) + key.encode()
        if isinstance(value, str):
            body += struct.pack("<IQ", 8, len(value)) + value.encode()
        else:
            body += struct.pack("<II", 4, value)
    return b"GGUF" + struct.pack("<IQQ", version, 0, len(pairs) if count is None else count) + body


GOOD_TEMPLATE = "{% for m in messages %}<|{{ m['role'] }}|>{{ m['content'] }}{% endfor %}__init__ in prose"
BAD_TEMPLATE = "{% for c in ''.__class__.__mro__ %}{{ c.__subclasses__() }}{% endfor %}"
HEX_TEMPLATE = "{{ ''|attr('\\x5f\\x5fclass\\x5f\\x5f') }}"


def templates():
    kind = ("general.architecture", "llama")
    put("gguf/clean.gguf", gguf([kind, ("a.block_count", 3), ("tokenizer.chat_template", GOOD_TEMPLATE)]), QUIET)
    put("gguf/template.gguf", gguf([kind, ("tokenizer.chat_template", BAD_TEMPLATE)]), "chat-template-escape")
    put("gguf/named-template.gguf", gguf([kind, ("tokenizer.chat_template.tool_use", HEX_TEMPLATE)]), "chat-template-escape")
    put("gguf/too-many.gguf", gguf([kind], count=1 << 60), "gguf-malformed")
    put("gguf/too-long.gguf", gguf([kind])[:-2], "gguf-malformed")
    huge = b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, (1 << 64) - 1) + bytes(40)
    put("gguf/overflow.gguf", huge, "gguf-malformed")
    arrays = b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 1) + b"a" + struct.pack("<IIQ", 9, 9, 1 << 60) + bytes(40)
    put("gguf/nested-arrays.gguf", arrays, "gguf-malformed")
    put("gguf/version.gguf", gguf([kind], version=77), "gguf-malformed")
    put("template/chat_template.jinja", BAD_TEMPLATE.encode(), "chat-template-escape")
    put("template/prompt.j2", BAD_TEMPLATE.encode(), "chat-template-escape")
    put("template/served.jinja", HEX_TEMPLATE.encode(), "chat-template-escape")
    put("template/page.template", b"{% if request.args %}{{ url_for('index') }}{{ row.class }}{% endif %}", QUIET)
    put("template/model.yaml", b'name: x\nchat_template: "' + BAD_TEMPLATE.encode() + b'"\n', "chat-template-escape")
    put("template/good/chat_template.jinja", GOOD_TEMPLATE.encode(), QUIET)
    put("template/tokenizer_config.json", json.dumps({"chat_template": BAD_TEMPLATE}).encode(), "chat-template-escape")
    several = {"chat_template": [{"name": "default", "template": GOOD_TEMPLATE}, {"name": "tool", "template": HEX_TEMPLATE}]}
    put("template/several/tokenizer_config.json", json.dumps(several).encode(), "chat-template-escape")
    put("template/good/tokenizer_config.json", json.dumps({"chat_template": GOOD_TEMPLATE}).encode(), QUIET)


def safetensors_file(header, data=bytes(8), text=None):
    text = text or json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def safetensors():
    a = {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}
    name, bad = "safetensors/%s.safetensors", "safetensors-malformed"
    put(name % "clean", safetensors_file({"__metadata__": {"format": "pt"}, "a": a}), QUIET)
    put(name % "padded", safetensors_file(None, text=json.dumps({"a": a}).encode() + b"   "), QUIET)
    put(name % "trailing", safetensors_file({"a": a}, bytes(9)), bad)
    put(name % "short", safetensors_file({"a": a}, bytes(4)), bad)
    put(name % "gap", safetensors_file({"a": dict(a, data_offsets=[4, 8])}), bad)
    put(name % "overlap", safetensors_file({"a": a, "b": a}), bad)
    put(name % "duplicate", safetensors_file(None, text=b'{"a":%s,"a":%s}' % (json.dumps(a).encode(), json.dumps(a).encode())), bad)
    put(name % "long-header", struct.pack("<Q", 1 << 30) + b'{"a": 1}', bad)
    put(name % "metadata", safetensors_file({"__metadata__": {"n": 3}, "a": a}), bad)
    put(name % "not-json", safetensors_file(None, text=b'{"a" : nonsense'), bad)
    put(name % "shape", safetensors_file({"a": dict(a, shape=[3])}), bad)
    put(name % "shape-overflow", safetensors_file({"a": dict(a, shape=[1 << 62, 1 << 62, 1 << 5])}), bad)
    put(name % "scalar", safetensors_file({"a": dict(a, dtype="I64", shape=[])}), QUIET)
    put(name % "new-type", safetensors_file({"a": dict(a, dtype="F6_E9M9", shape=[3])}), QUIET)
    prose = {"note": "import os is explained at https://example.org/x", "code": "eval(x)"}
    put(name % "prose", safetensors_file({"__metadata__": prose, "a": a}), QUIET)
    said = {"python": "import os, sys; os.system('picket fixture')", "one-go": "x = __import__('os')", "page": "see <ScRiPt>alert(1)</sCrIpT>",
            "link": "<a href='javascript:alert(1)'>x</a>", "shell": "cd /tmp && chmod 777 picket", "folder": "rm -rf build"}
    for what, text in said.items():
        put(name % ("says-" + what), safetensors_file({"__metadata__": {"notes": text}, "a": a}), "model-metadata-code")
    put(name % "says-errand", safetensors_file({"__metadata__": {"callback_url": "https://example.org/x"}, "a": a}), "model-metadata-code")
    escaped = b'{"__metadata__": {"notes": "\\u003cscript>1\\u003c/script>"}, "a": %s}' % json.dumps(a).encode()
    put(name % "says-escaped", safetensors_file(None, text=escaped), "model-metadata-code")
    put("gguf/says-python.gguf", gguf([("general.description", "from os import system\nexec(x)")]), "model-metadata-code")
    plain = {"url": "https://example.org/x", "tags": "a, b; c | d", "languages": "python, javascript: 20 %", "usage": "import a model; then (rm) it",
             "comment": "import torch\nmodel = load(x)", "steps": "first export, then evaluate"}
    put(name % "says-prose", safetensors_file({"__metadata__": plain, "a": a}), SILENT)
    put(name % "zip", safetensors_file({"a": a}) + zipped([("data.pkl", system(PROTO2))]), POLYGLOT, bad, DANGER)
    put(name % "padding-pickle", safetensors_file(None, text=json.dumps({"a": a}).encode() + b" " * 9 + system(PROTO2)), bad)
    put(name % "target", safetensors_file({"__metadata__": {"config": json.dumps({"_target_": "os.system"})}, "a": a}), "config-target")


def textual():
    put("text/config.json", json.dumps({"auto_map": {"AutoModel": "modeling_x.Model"}}).encode(), "model-config-remote-code")
    put("text/other/config.json", json.dumps({"auto_map": {"AutoModel": "who/what--modeling_x.Model"}}).encode(), "model-config-foreign-code")
    put("text/list/tokenizer_config.json", json.dumps({"auto_map": {"AutoTokenizer": ["tok.Tok", None]}}).encode(), "model-config-remote-code")
    put("text/plain/config.json", json.dumps({"architectures": ["X"], "hidden_size": 3, "class_name": "year 3", "module": "maths"}).encode(), QUIET)
    put("text/hydra.yaml", b"model:\n  _target_: os.system\n  command: print\n", "config-target")
    put("text/good.yaml", b"model:\n  _target_: myproject.models.Net\n  units: 3\n", QUIET)
    put("text/model.nemo", tarred([("model_config.yaml", b"tokenizer:\n  _target_: picket_fixture_nowhere.run\n")]), "config-target")
    put("text/good.nemo", tarred([("model_config.yaml", b"encoder:\n  _target_: nemo.collections.asr.modules.ConformerEncoder\n")]), QUIET)
    put("text/evil.pth", b"# paths\n./lib\nimport picket_fixture_nowhere; picket_fixture_nowhere.run()\n", "site-path-code")
    put("text/paths.pth", b"./lib\n../important\n", QUIET)
    wheel = [("pkg/__init__.py", b""), ("pkg_init.pth", b"import picket_fixture_nowhere\n"), ("pkg.dist-info/WHEEL", b"Wheel-Version: 1.0\n")]
    put("text/wheel.whl", zipped(wheel, zipfile.ZIP_DEFLATED), "site-path-code")
    skops = {"__class__": "Ridge", "__module__": "sklearn.linear_model._ridge", "__loader__": "ObjectNode", "content": {}}
    put("skops/clean.skops", zipped([("schema.json", json.dumps(skops).encode())]), QUIET)
    evil = dict(skops, content={"__class__": "system", "__module__": "os", "__loader__": "FunctionNode"})
    put("skops/fallback.skops", system(PROTO2), DANGER)
    put("skops/member.skops", zipped([("schema.json", json.dumps(skops).encode()), ("1.npy", system(PROTO2))]), DANGER)
    put("skops/function.skops", zipped([("schema.json", json.dumps(evil).encode())], zipfile.ZIP_DEFLATED), DANGER)
    archive = [("MAR-INF/MANIFEST.json", b"{}"), ("handler.py", b"x = 1\n"), ("model.pt", system(PROTO2))]
    put("archive/model.mar", zipped(archive), "archive-python-source", DANGER)
    package = [("p/.data/extern_modules", b"torch"), ("p/.data/version", b"6"), ("p/m.pkl", CLEAN), ("p/mine.py", b"x = 1\n")]
    put("archive/package.pt", zipped(package), "archive-python-source")
    script = [("s/data.pkl", PROTO2 + glob("__torch__", "Model") + b")\x81}b."), ("s/version", b"3"), ("s/constants.pkl", PROTO2 + b")."),
              ("s/code/__torch__.py", b"def forward(self, x):\n  return torch.relu(x)\n")]
    put("archive/script.pt", zipped(script), QUIET)
    script[3] = ("s/code/__torch__.py", b"def forward(self, x):\n  _ = torch.save(x, \"/tmp/x\")\n  return x\n")
    put("archive/script-save.pt", zipped(script), "torchscript-file-access")


MAKERS = (keras, onnx, tensorflow, templates, safetensors, textual)
