# ruleid: malicious-package
pip install colourama
# ruleid: malicious-package
pip install requests python3-dateutil
# ok: malicious-package
pip install colorama requests python-dateutil
# ok: malicious-package
pip uninstall -y colourama
# ok: malicious-package
grep colourama requirements.txt
