# ruleid: shell-world-writable
chmod 777 run.sh
# ruleid: shell-world-writable
chmod -R 0777 /content/data
# ruleid: shell-world-writable
sudo chmod a+rwx models/
# ruleid: shell-world-writable
chmod o+w shared.txt
# ok: shell-world-writable
chmod 755 run.sh
# ok: shell-world-writable
chmod +x run.sh
# ok: shell-world-writable
chmod -R u+w data
# ok: shell-world-writable
chmod 600 ~/.ssh/config
