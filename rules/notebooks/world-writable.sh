# ruleid: world-writable
chmod 777 run.sh
# ruleid: world-writable
chmod -R 0777 /content/data
# ruleid: world-writable
sudo chmod a+rwx models/
# ruleid: world-writable
chmod o+w shared.txt
# ok: world-writable
chmod 755 run.sh
# ok: world-writable
chmod +x run.sh
# ok: world-writable
chmod -R u+w data
# ok: world-writable
chmod 600 ~/.ssh/config
