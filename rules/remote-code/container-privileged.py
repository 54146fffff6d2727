import docker
from subprocess import run

client = docker.from_env()
# ruleid: container-privileged
client.containers.run("python:3.12", "python main.py", privileged=True)
# ruleid: container-privileged
client.containers.run("python:3.12", volumes={"/var/run/docker.sock": {"bind": "/var/run/docker.sock"}})
# ruleid: container-privileged
run(["docker", "run", "--privileged", "python:3.12"])

# ok: container-privileged
client.containers.run("python:3.12", network_disabled=True, cap_drop=["ALL"])
# ok: container-privileged
run(["docker", "run", "--network", "none", "python:3.12"])
# ok: container-privileged
client.containers.run("python:3.12", privileged=False)
