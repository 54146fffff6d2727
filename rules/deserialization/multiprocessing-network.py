import os
from multiprocessing.connection import Client, Listener
from multiprocessing.managers import BaseManager

KEY = os.environ["QUEUE_KEY"].encode()
# ruleid: multiprocessing-network
listener = Listener(("0.0.0.0", 6000), authkey=KEY)
# ruleid: multiprocessing-network
client = Client(("node1", 6000), authkey=b"queue")
# ruleid: multiprocessing-network
manager = BaseManager(address=("", 50000), authkey=KEY)

# ok: multiprocessing-network
local = Listener(("127.0.0.1", 6000), authkey=KEY)
# ok: multiprocessing-network
peer = Client(("node1", 6000), authkey=KEY)
# ok: multiprocessing-network
shared = BaseManager(address=("127.0.0.1", 0), authkey=KEY)
