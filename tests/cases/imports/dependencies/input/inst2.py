import pip
from os import system as s
pip.main(["install", "tokenziers"])
s("pip3 install tokenziers")
s("sudo python -m pip install tokenziers")
