# ruleid: pip-extra-index
pip install --extra-index-url https://packages.example.org/simple our-package
# ruleid: pip-extra-index
python3 -m pip install -q our-package --extra-index-url=https://user@packages.example.org/simple
# ok: pip-extra-index
pip install torch --extra-index-url https://download.pytorch.org/whl/cu121
# ok: pip-extra-index
pip install --index-url https://packages.example.org/simple our-package
# ok: pip-extra-index
echo "--extra-index-url https://packages.example.org/simple"
