# ruleid: second-index
pip install --extra-index-url https://packages.example.org/simple our-package
# ruleid: second-index
python3 -m pip install -q our-package --extra-index-url=https://user@packages.example.org/simple
# ok: second-index
pip install torch --extra-index-url https://download.pytorch.org/whl/cu121
# ok: second-index
pip install --index-url https://packages.example.org/simple our-package
# ok: second-index
echo "--extra-index-url https://packages.example.org/simple"
# ruleid: second-index
export PIP_EXTRA_INDEX_URL="https://packages.example.org/simple"
# ruleid: second-index
pip config set global.extra-index-url https://packages.example.org/simple
# ok: second-index
export PIP_INDEX_URL=https://packages.example.org/simple
# ruleid: second-index
pip install torch --extra-index-url https://pypi.nvidia.com.example.org/simple
# ok: second-index
pip install tensorrt --extra-index-url https://pypi.nvidia.com
