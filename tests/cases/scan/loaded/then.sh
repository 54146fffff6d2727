run() { "$PICKET" -q -f ndjson --select deserialization,artifacts,chains "$@" || true; }
echo '-- both places'
run | python3 -c 'import json, sys
for line in sys.stdin:
    f = json.loads(line)
    for r in f.get("related", []):
        print(f["path"], f["start"]["line"], f["rule"] + ":", r["path"], r["start"]["line"], r["message"])' | grep evil
echo '-- any number of workers, and out of a cache'
run -j 1 >../one
run -j 7 | cmp - ../one && echo same
run --cache ../kept | cmp - ../one && echo same
run --cache ../kept | cmp - ../one && echo same
only() { "$PICKET" -q -f concise "$@" | cut -d' ' -f1-3 || true; }
echo '-- severities that were set, files that are not scanned'
printf 'severities: {pandas-read-pickle: medium}\n' >picket.yaml
only --select pandas-read-pickle
rm picket.yaml
only --select joblib-load tests/test_train.py
echo '-- a deselected rule of the artifact, and a severity that only the artifact gives'
only --select joblib-load
only --severity critical --select deserialization
echo '-- a rule of the audit tier speaks where the file is dangerous'
printf 'import torch\ntorch.jit.load("weights/evil.bin")\ntorch.jit.load("weights/clean.pkl")\n' >script.py
only --select deserialization weights script.py
only --all --select torch-jit-load weights script.py
only --select deserialization script.py
echo '-- the worst file of a folder, and nothing where there is none'
mkdir -p saved/net saved/good saved/notes
cp weights/evil.bin saved/net/pytorch_model.bin
cp weights/clean.pkl saved/net/training_args.bin
cp weights/clean.pkl saved/good/pytorch_model.bin
echo text >saved/notes/notes.txt
cat >folders.py <<'END'
import keras
from peft import PeftModel
from transformers import AutoModel, AutoTokenizer, pipeline
NET = "saved/net"
AutoModel.from_pretrained("saved/net")
pipeline("text-generation", model=NET)
pipeline("text-generation", NET + "/")
PeftModel.from_pretrained(AutoModel.from_pretrained("org/net"), "saved/net")
keras.models.load_model("saved/net")
AutoModel.from_pretrained("saved/good")
AutoModel.from_pretrained("saved/notes")
AutoModel.from_pretrained("saved/none")
AutoTokenizer.from_pretrained("saved/net")
END
"$PICKET" -q -f concise --select deserialization saved folders.py || true
only --all --select model-folder-load saved folders.py
rm -r ../kept
