# ruleid: unpinned-source
pip install git+https://github.com/org/package.git
# ruleid: unpinned-source
python -m pip install -q "git+https://github.com/org/package@main#egg=package"
# ruleid: unpinned-source
pip install "package @ git+https://github.com/org/package@v1.0"
# ruleid: unpinned-source
pip install https://github.com/org/package/archive/master.zip
# ok: unpinned-source
pip install git+https://github.com/org/package@0123456789abcdef0123456789abcdef01234567
# ok: unpinned-source
pip install package==1.2.3
# ok: unpinned-source
git clone https://github.com/org/package
