# ruleid: pip-install-unpinned-source
pip install git+https://github.com/org/package.git
# ruleid: pip-install-unpinned-source
python -m pip install -q "git+https://github.com/org/package@main#egg=package"
# ruleid: pip-install-unpinned-source
pip install https://github.com/org/package/archive/master.zip
# ok: pip-install-unpinned-source
pip install git+https://github.com/org/package@0123456789abcdef0123456789abcdef01234567
# ok: pip-install-unpinned-source
pip install package==1.2.3
# ok: pip-install-unpinned-source
git clone https://github.com/org/package
