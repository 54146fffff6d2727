# ruleid: module-installed
pip install cv2
# ruleid: module-installed
pip3 install -q numpy sklearn pandas
# ruleid: module-installed
poetry add PIL
# ok: module-installed
pip install opencv-python scikit-learn pillow
# conda has packages of these names
# ok: module-installed
conda install -y -c conda-forge opencv pytorch
# ok: module-installed
apt-get install yaml
