"""A line to the server that is cut in the middle of a commit: what is told is what happened."""

import socket
import threading
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlalchemy import make_url

from components.events.changes import Change
from components.stores.base import StoreError
from components.stores.database.connecting import Database
from components.stores.database.store import DatabaseStore
from components.stores.database.transfer import load
from components.stores.template import new_story
from tests.stores.postgres_server import fresh_database

EVENT = "mayor-calls-minister-2024-05-13"


class Line:
    """A line to a server that can be cut: ``cut`` says where, once, at the next COMMIT.

    ``before`` the server hears it, ``after`` that, or after that ``for good``.
    """

    def __init__(self, server: str) -> None:
        address = make_url(server)
        self.cut = ""
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


@pytest.mark.parametrize(
    ("cut", "told", "saved"),
    [("before", "cannot be reached", False), ("after", "", True), ("for good", "nobody can tell yet", True)],
)
def test_a_save_that_was_cut_off_in_its_commit_is_not_told_to_be_what_it_is_not(
    postgres_url: str, tmp_path: Path, cut: str, told: str, saved: bool
) -> None:
    with fresh_database(postgres_url) as url:
        load(new_story(tmp_path, "town"), url, "town", "Ada")
        Database(url).close()
        with closing(Line(url)) as line:
            store = DatabaseStore(line.url, "town")
            assert store.revision() == 0
            line.cut = cut
            if told:
                with pytest.raises(StoreError, match=told):
                    store.save(Change({"events": ({"event_id": EVENT, "note_en": "one"},)}, "Ada"), 0)
            else:
                assert store.save(Change({"events": ({"event_id": EVENT, "note_en": "one"},)}, "Ada"), 0) == 1
            Database(line.url).close()
        assert DatabaseStore(url, "town").revision() == int(saved)
        Database(url).close()
