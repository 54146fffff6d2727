# ruleid: package-over-http
pip install http://example.org/package-1.0.tar.gz
# ruleid: package-over-http
python -m pip install --index-url http://mirror.example.org/simple torch
# ruleid: package-over-http
pip3 install -q --trusted-host mirror.example.org package
# ruleid: package-over-http
conda install -c http://conda.example.org/main package
# ok: package-over-http
pip install https://example.org/package-1.0.tar.gz
# ok: package-over-http
pip install --index-url http://localhost:3141/simple package
# ok: package-over-http
pip install package # see http://example.org
# ok: package-over-http
curl http://example.org/pip
# ruleid: package-over-http
PIP_INDEX_URL=http://mirror.example.org/simple pip install package
# ruleid: package-over-http
pip config set global.index-url http://mirror.example.org/simple
# ok: package-over-http
export PROXY_URL=http://gateway.example.org
