"""A service on 127.0.0.1 that speaks TLS, answers as it is told and remembers what it was asked."""
import http.server
import socket
import ssl
import subprocess
import threading
import time


def certificate(folder, name, hosts):
    """A key and a certificate that signs itself, for these hosts: paths."""
    key, cert = folder / f"{name}.key", folder / f"{name}.pem"
    names = ",".join(f"DNS:{host}" for host in hosts)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-keyout", key, "-out", cert, "-subj", "/CN=picket test", "-addext", f"subjectAltName={names}"],
        check=True, capture_output=True)
    return key, cert


class Service:
    """answer(request) gives (status, headers, body), or None to say nothing for a while. request: see Handler.ask."""

    def __init__(self, answer, key=None, cert=None):
        self.asked, self.connections, self.lock = [], 0, threading.Lock()
        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def ask(self):
                length = int(self.headers.get("Content-Length") or 0)
                request = {"method": self.command, "host": self.headers["Host"], "path": self.path, "time": time.monotonic(),
                           "headers": {k.lower(): v for k, v in self.headers.items()}, "body": self.rfile.read(length).decode()}
                with service.lock:
                    service.asked.append(request)
                reply = answer(request)
                if reply is None:
                    time.sleep(4)
                    self.close_connection = True
                    return
                status, headers, body = reply
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if "Transfer-Encoding" not in headers and "Content-Length" not in headers:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = ask

            def log_message(self, *args):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def get_request(self):
                sock, address = super().get_request()
                with service.lock:
                    service.connections += 1
                sock.settimeout(8)
                if key:
                    sock = context.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)
                return sock, address

            def handle_error(self, request, address):
                pass

        if key:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(cert, key)
        self.server = Server(("127.0.0.1", 0), Handler)
        self.address = "127.0.0.1:%d" % self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.server.shutdown()
        self.server.server_close()


def closed_port():
    """An address of this machine where nothing listens."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return "127.0.0.1:%d" % s.getsockname()[1]
