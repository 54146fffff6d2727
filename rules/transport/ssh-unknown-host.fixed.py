import asyncssh
import paramiko
from paramiko import AutoAddPolicy

client = paramiko.SSHClient()
# ruleid: ssh-unknown-host
client.set_missing_host_key_policy(paramiko.RejectPolicy())
# ruleid: ssh-unknown-host
client.set_missing_host_key_policy(RejectPolicy)
# ruleid: ssh-unknown-host
connection = asyncssh.connect("node1", known_hosts=None)

# ok: ssh-unknown-host
client.set_missing_host_key_policy(paramiko.RejectPolicy())
# ok: ssh-unknown-host
client.load_system_host_keys()
# ok: ssh-unknown-host
other = asyncssh.connect("node1", known_hosts="known_hosts")
