# ruleid: lookalike-package
pip install xgboosts
# ruleid: lookalike-package
pip install -U einop
# ok: lookalike-package
pip install xgboost einops
# ok: lookalike-package
pip install our-own-tools
# ok: lookalike-package
pip list | grep xgboosts
