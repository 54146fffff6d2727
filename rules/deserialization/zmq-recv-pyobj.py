import pickle
import zmq
from pickle import loads

socket = zmq.Context().socket(zmq.PULL)
# ruleid: zmq-recv-pyobj
task = socket.recv_pyobj()
# ruleid: zmq-recv-pyobj
other = pickle.loads(socket.recv())
# ruleid: zmq-recv-pyobj
third = loads(socket.recv(zmq.NOBLOCK))

# ok: zmq-recv-pyobj
message = socket.recv_json()
# ok: zmq-recv-pyobj
socket.send_pyobj(message)
# ok: zmq-recv-pyobj
copy = pickle.loads(pickle.dumps(task))
