# ruleid: misspelt-package
pip install tokenziers
# ruleid: misspelt-package
python3 -m pip install -q 'nunpy>=1.20' torch
# ruleid: misspelt-package
sudo -H pip3 install --upgrade --no-cache-dir tokenizesr==1.5 && python train.py
# ruleid: misspelt-package
uv pip install "tranformers[torch]>=4.0"
# ok: misspelt-package
pip install transformers tokenizers numpy
# ok: misspelt-package
echo tokenziers
# ok: misspelt-package
pip install $PACKAGE ./tranformers -r tranformers.txt --target nunpy
# ok: misspelt-package
pip install timm # tokenziers
