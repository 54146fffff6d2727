# ruleid: download-piped-to-shell
curl -fsSL https://example.org/install.sh | sh
# ruleid: download-piped-to-shell
wget -qO- http://example.org/setup | sudo -E bash -s -- --yes
# ruleid: download-piped-to-shell
bash <(curl -s https://example.org/i.sh)
# ruleid: download-piped-to-shell
sh -c "$(curl -fsSL https://example.org/i.sh)"
# ruleid: download-piped-to-shell
curl https://example.org/get.py | python3 -
# ok: download-piped-to-shell
curl -fsSL https://example.org/data.json | jq .items
# ok: download-piped-to-shell
curl -o install.sh https://example.org/install.sh && sha256sum -c install.sh.sha256
# ok: download-piped-to-shell
wget -qO- https://example.org/a.tar.gz | tar xz
# ok: download-piped-to-shell
curl -s https://example.org/list | python3 -m json.tool
