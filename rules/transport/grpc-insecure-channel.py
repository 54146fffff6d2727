import grpc
from grpc import insecure_channel

# ruleid: grpc-insecure-channel
a = grpc.insecure_channel("triton.example.org:8001")
# ruleid: grpc-insecure-channel
b = insecure_channel("10.0.0.4:8500")
server = grpc.server(None)
# ruleid: grpc-insecure-channel
server.add_insecure_port("[::]:50051")

# ok: grpc-insecure-channel
c = grpc.secure_channel("triton.example.org:8001", grpc.ssl_channel_credentials())
# ok: grpc-insecure-channel
d = insecure_channel("localhost:8500")
# ok: grpc-insecure-channel
server.add_insecure_port("127.0.0.1:50051")
