"""A line to a PostgreSQL server that can be cut, or say that the disk is full, at a moment that a test chooses."""

import socket
import threading
from contextlib import suppress

from sqlalchemy import make_url

# The answer of a server whose disk is full, and that it waits for the end of a transaction that failed.
_FIELDS = b"SERROR\0VERROR\0C53100\0Mcould not extend file: No space left on device\0\0"
FULL = b"E" + (len(_FIELDS) + 4).to_bytes(4, "big") + _FIELDS + b"Z\0\0\0\x05E"


class Line:
    """A line to a server that can be cut: ``cut`` says where, once, at the next COMMIT.

    ``before`` the server hears it, ``after`` that, or after that ``for good``. What holds the words ``full`` does not
    come to the server, once: the line answers that its disk is full.
    """

    def __init__(self, server: str) -> None:
        address = make_url(server)
        self.cut, self.full = "", b""
        self._server = (address.host, address.port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = [self._listener]
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()
        self.url = address.set(port=self._listener.getsockname()[1]).render_as_string(hide_password=False)

    def close(self) -> None:
        for end in self._ends:
            _hang_up(end)
        for thread in self._threads:
            thread.join()
        for end in self._ends:
            end.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(self._server)
            self._ends += (client, server)
            for one in ((client, server), (server, client)):
                self._threads.append(threading.Thread(target=self._carry, args=one))
                self._threads[-1].start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if self.full and self.full in data:
                    self.full = b""
                    source.sendall(FULL)
                    continue
                cut = ""
                if data == b"Q\0\0\0\x0bCOMMIT\0":
                    cut, self.cut = self.cut, ""
                if cut != "before":
                    target.sendall(data)
                if cut == "for good":
                    _hang_up(self._listener)
                if cut:
                    break
        _hang_up(source)
        _hang_up(target)


def _hang_up(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
