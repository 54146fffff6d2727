# ruleid: invented-package
pip install -U huggingface-cli
# ruleid: invented-package
pip install "huggingface_cli>=0.1"
# ok: invented-package
pip install -U huggingface-hub
# ok: invented-package
huggingface-cli login
# ok: invented-package
pip show huggingface-cli
