"""A deploy loses no save: SIGTERM lets what is under way end, lets nobody in, and does not take for ever."""

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from components.stores.folder import check_story
from components.stores.folder_store import FolderStore
from components.stores.template import new_story

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds for what a loaded machine may take
EVENT = "mayor-calls-minister-2024-05-13"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    return new_story(tmp_path, "one")


class Server:
    """A process that serves, in the middle of a save."""

    def __init__(self, process: "subprocess.Popen[str]", port: int) -> None:
        self.process, self.port = process, port

    def connects(self) -> str:
        """What is answered to a page that wants to connect: the first line, "" if nobody is there."""
        asked = (
            "GET /_stcore/stream HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        )
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as one:
                one.sendall(asked.encode())
                return one.recv(200).decode(errors="replace").partition("\r\n")[0]
        except OSError:
            return ""

    def wait_until_closed(self) -> str:
        """What pages hear once they are no longer let in."""
        deadline = time.monotonic() + PATIENCE
        while "101" in (said := self.connects()):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        return said


@contextmanager
def saving(story: Path, patience: float, longest: float) -> Iterator[Server]:
    """A server in the middle of a save, which waits for a line."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    command = [sys.executable, "-m", "tests.app.stopping_server", str(port), str(story), str(patience), str(longest)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    server, deadline = Server(process, port), time.monotonic() + PATIENCE
    try:
        while "101" not in server.connects():
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/save", timeout=PATIENCE) as answer:
            assert answer.read() == b"begun"
        assert process.stdout is not None
        assert process.stdout.readline() == "saving\n"
        yield server
    finally:
        if process.poll() is None:
            process.kill()
        with suppress(BrokenPipeError):
            process.communicate()


def test_a_save_under_way_is_durable_before_the_process_ends_and_nobody_is_let_in_meanwhile(story: Path) -> None:
    with saving(story, 3 * PATIENCE, 4 * PATIENCE) as server:
        server.process.send_signal(signal.SIGTERM)
        assert server.wait_until_closed().startswith("HTTP/1.1 503 ")
        assert server.process.poll() is None
        assert FolderStore(story).revision() == 0
        assert server.process.stdin is not None
        server.process.stdin.write("go on\n")
        server.process.stdin.flush()
        assert server.process.wait(PATIENCE) == -signal.SIGTERM  # as uvicorn ends
    store = FolderStore(story)
    assert store.revision() == 1
    assert store.rows("events", [EVENT])[EVENT]["note_en"] == "Ada-1"
    assert check_story(story) == []


@pytest.mark.parametrize(("patience", "longest", "status"), [(0.2, 300, -signal.SIGTERM), (300, 0.2, 1)])
def test_a_save_that_never_ends_holds_no_process_and_leaves_nothing_by_half(
    story: Path, patience: float, longest: float, status: int
) -> None:
    before = {path.name: path.read_bytes() for path in story.iterdir() if path.is_file()}
    with saving(story, patience, longest) as server:
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(PATIENCE) == status
    assert FolderStore(story).revision() == 0
    assert {path.name: path.read_bytes() for path in story.iterdir() if path.is_file()} == before
