from multiprocessing.connection import Client, Listener

connection = Client(("node1", 6000))
# ruleid: multiprocessing-recv
task = connection.recv()
peer = Listener(("127.0.0.1", 6000)).accept()
# ruleid: multiprocessing-recv
other = peer.recv()

# ok: multiprocessing-recv
raw = connection.recv_bytes()
# ok: multiprocessing-recv
connection.send(task)


def worker(pipe):
    # ok: multiprocessing-recv
    return pipe.recv()
