# ruleid: homoglyph-package
pip install numрy
# ruleid: homoglyph-package
python -m pip install "requеsts>=2"
# ok: homoglyph-package
pip install numpy requests
# ok: homoglyph-package
pip install пакет
# ok: homoglyph-package
echo numрy
