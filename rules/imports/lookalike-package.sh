# ruleid: lookalike-package
pip install typers
# ruleid: lookalike-package
pip install -U sentencetransformers
# ok: lookalike-package
pip install typer einops
# ok: lookalike-package
pip install our-own-tools
# ok: lookalike-package
pip list | grep typers
