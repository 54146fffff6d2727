# ruleid: requirements-as-package
pip install requirements.txt
# ruleid: requirements-as-package
python -m pip install --upgrade requirements.txt
# ok: requirements-as-package
pip install -r requirements.txt
# ok: requirements-as-package
pip install -qr requirements.txt
# ok: requirements-as-package
pip install --requirement=requirements.txt
# ok: requirements-as-package
pip install ./requirements.txt
