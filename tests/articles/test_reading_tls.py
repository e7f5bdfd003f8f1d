import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from reading_server import PAGE

from components.articles.reading import FetchError, connection, read_url
from components.articles.reading.fetching import Reach


@pytest.fixture
def secure(tmp_path):
    """The port of a server with a certificate for news.example, and the file of that certificate."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    names = ["-days", "2", "-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"]
    subprocess.run([*command, "-keyout", key, "-out", certificate, *names], check=True, capture_output=True)
    yield from _served(key, certificate)


def _served(key, certificate):

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PAGE)

        def log_message(self, *args):
            pass

    class Quiet(HTTPServer):
        def handle_error(self, request, client_address):
            pass  # a client that refuses the certificate

    with Quiet(("127.0.0.1", 0), Handler) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server.server_address[1], certificate
        server.shutdown()
        thread.join()


def reach(port):
    return Reach(lambda *_: ("127.0.0.1",), lambda _: True, frozenset((port,)), 5.0)


def trusting(monkeypatch, certificate):
    monkeypatch.setattr(connection, "_secured", lambda: ssl.create_default_context(cafile=certificate))


def test_a_certificate_that_nobody_vouches_for_is_refused(secure):
    port, _ = secure
    with pytest.raises(FetchError, match="its certificate is not valid"):
        read_url(f"https://news.example:{port}/", reach=reach(port))


def test_the_certificate_is_checked_for_the_name_and_not_for_the_address(secure, monkeypatch):
    port, certificate = secure
    trusting(monkeypatch, certificate)
    assert read_url(f"https://news.example:{port}/", reach=reach(port)).title == "Un titre"
    with pytest.raises(FetchError, match="its certificate is not valid"):
        read_url(f"https://other.example:{port}/", reach=reach(port))
