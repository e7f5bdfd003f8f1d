"""A server on this machine for tests of fetching: it answers as a test tells it, slowly if wanted."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from components.articles.reading.fetching import Reach

Answer = Callable[[BaseHTTPRequestHandler], None]
PARAGRAPH = "<p>Le président a déclaré hier que les négociations reprendraient bientôt, selon son entourage.</p>"
PAGE = f"<html><head><title>Un titre</title></head><body><article>{PARAGRAPH}</article></body></html>".encode()


class Site:
    """``pages`` by path; ``asked`` are the paths and Host headers of the requests so far."""

    def __init__(self, port: int) -> None:
        self.port, self.pages, self.asked = port, {}, []

    def url(self, path: str = "/", host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def reach(self, seconds: float = 5.0, **names: tuple[str, ...]) -> Reach:
        """A reach in which every name leads to this machine, which is allowed; ``names`` lead where they say."""
        known = {name.replace("_", "."): found for name, found in names.items()}
        return Reach(
            resolve=lambda host, _: known.get(host, ("127.0.0.1",)),
            allows=lambda address: address == "127.0.0.1",
            ports=frozenset((self.port,)),
            seconds=seconds,
        )


@contextmanager
def serving() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, self.headers["Host"]))
            try:
                site.pages[self.path](self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def page(body: bytes = PAGE, status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        if kind:
            handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def redirect(place: str, status: int = 302) -> Answer:
    return page(b"", status, Location=place)


def zipped(body: bytes) -> Answer:
    return page(gzip.compress(body), Content_Encoding="gzip")


def dripping(seconds: float = 30.0) -> Answer:
    """Headers at once, then a byte now and then: no single read takes long."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        page(b"")(handler)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            handler.wfile.write(b"x")
            time.sleep(0.05)

    return answer


def endless(handler: BaseHTTPRequestHandler) -> None:
    page(b"")(handler)
    for _ in range(1000):
        handler.wfile.write(b"x" * 65_536)


@contextmanager
def silent() -> Iterator[int]:
    """A port that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]
