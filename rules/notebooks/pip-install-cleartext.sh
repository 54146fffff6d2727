# ruleid: pip-install-cleartext
pip install http://example.org/package-1.0.tar.gz
# ruleid: pip-install-cleartext
python -m pip install --index-url http://mirror.example.org/simple torch
# ruleid: pip-install-cleartext
pip3 install -q --trusted-host mirror.example.org package
# ruleid: pip-install-cleartext
conda install -c http://conda.example.org/main package
# ok: pip-install-cleartext
pip install https://example.org/package-1.0.tar.gz
# ok: pip-install-cleartext
pip install --index-url http://localhost:3141/simple package
# ok: pip-install-cleartext
pip install package # see http://example.org
# ok: pip-install-cleartext
curl http://example.org/pip
