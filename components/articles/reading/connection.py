"""A request to an address that was checked, with one deadline for all of it.

http.client of the standard library, on a socket of our own: a client that resolves names by itself (requests, httpx,
urllib3) would look the name up again after the check, and a name may answer differently the second time. Their
time-outs, too, hold for each read, so that a server sending a byte now and then could keep us busy for hours.
"""

import http.client
import io
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeVar

T = TypeVar("T")


class Deadline:
    """A moment on the monotonic clock, ``seconds`` from now."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds left. Raises ``TimeoutError`` when there are none."""
        left = self._at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class _Reader(io.RawIOBase):
    """A socket as http.client reads it: each wait ends at the deadline."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._deadline.left())
        return self._sock.recv_into(buffer)


class _Timed:
    """What http.client needs of a socket. Whoever opened the socket closes it, so ``close`` does nothing."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self._sock, self._deadline))

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._deadline.left())
        self._sock.sendall(data)

    def close(self) -> None:
        """Nothing."""


@contextmanager
def response(
    scheme: str,
    host: str,
    port: int,
    addresses: Sequence[str],
    target: str,
    headers: dict[str, str],
    deadline: Deadline,
) -> Iterator[http.client.HTTPResponse]:
    """The answer to a GET of ``target``, over the first of ``addresses`` that takes a connection.

    ``host`` is the name that certificate and server are asked for. Raises ``OSError`` (with it ``TimeoutError`` and
    ``ssl.SSLError``) and ``http.client.HTTPException``.
    """
    with _connected(addresses, port, deadline) as plain:
        plain.settimeout(deadline.left())
        sock = _secured().wrap_socket(plain, server_hostname=host) if scheme == "https" else plain
        with sock:
            connection = http.client.HTTPConnection(host, port)
            made_for: Any = _Timed(sock, deadline)
            connection.sock = made_for
            connection.request("GET", target, headers=headers)
            yield connection.getresponse()


def in_time(work: Callable[[], T], deadline: Deadline) -> T:
    """What ``work`` returns or raises; ``TimeoutError`` at the deadline. Looking up names has no time-out."""
    done: queue.SimpleQueue[tuple[T | None, Exception | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            done.put((work(), None))
        except Exception as error:
            done.put((None, error))

    threading.Thread(target=run, daemon=True).start()
    try:
        value, error = done.get(timeout=deadline.left())
    except queue.Empty:
        raise TimeoutError from None
    if error is not None:
        raise error
    result: Any = value
    return result  # type: ignore[no-any-return]


def _connected(addresses: Sequence[str], port: int, deadline: Deadline) -> socket.socket:
    failure: OSError = OSError("no address")
    for address in addresses:
        try:
            # A number, not a name: nothing is looked up again.
            return socket.create_connection((address, port), timeout=deadline.left())
        except TimeoutError:
            raise
        except OSError as error:
            failure = error
    raise failure


@lru_cache(maxsize=1)
def _secured() -> ssl.SSLContext:
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())  # some Pythons find no certificates of the system
    return context
