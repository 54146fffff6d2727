pip install --index-url https://packages.acme.example/simple acme-tools
pip install --extra-index-url https://packages.acme.example/simple acme-tools
pip install acme_tools
