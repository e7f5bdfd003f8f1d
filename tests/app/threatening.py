"""A real server to be threatened, raw requests, and a page that speaks Streamlit's protocol without a browser."""

import http.client
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.browser.serving import STREAMLIT, free_port, running

AFAR = "203.0.113.7"
PATIENCE = 60  # seconds
LOST = 1006  # RFC 6455: no code came


@dataclass(frozen=True)
class Answer:
    """What a server says; names of ``headers`` are in small letters, of several of one name the last counts."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


@dataclass(frozen=True)
class Site:
    """A server at ``port`` of this machine, and its log."""

    port: int
    log: Path

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """The answer to a request for ``path`` as it stands; in names of headers "_" stands for "-"."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        given = {"Host": f"127.0.0.1:{self.port}", "X_Forwarded_For": AFAR, **headers}
        try:
            line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in given.items():
                line.putheader(name.replace("_", "-"), value.encode("latin-1"))
            if body is not None:
                line.putheader("Content-Length", str(len(body)))
            line.endheaders(body)
            answer = line.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, found, answer.read())
        finally:
            line.close()

    def xsrf(self) -> str:
        """The word that Streamlit gives a page against forged requests."""
        cookie = self.ask("/_stcore/health").headers["set-cookie"]
        return cookie.partition("_streamlit_xsrf=")[2].partition(";")[0]

    @contextmanager
    def page(self, query: str = "", **headers: str) -> Iterator["OpenPage"]:
        """A page that is connected and has run once."""
        address = f"ws://127.0.0.1:{self.port}/_stcore/stream"
        given = {"X_Forwarded_For": AFAR, "Origin": f"http://127.0.0.1:{self.port}", **headers}
        pairs = {name.replace("_", "-"): value for name, value in given.items()}
        with connect(
            address,
            additional_headers=pairs,
            subprotocols=["streamlit"],
            max_size=None,
            open_timeout=PATIENCE,  # type: ignore[list-item]
        ) as socket:
            yield OpenPage(socket, query)


class OpenPage:
    """A page that is connected: what it was sent, as one text, and the id of its session."""

    def __init__(self, socket: ClientConnection, query: str) -> None:
        self.socket, self.session = socket, ""
        self.text = self.run(query)

    def run(self, query: str) -> str:
        """What the server sends for a run of the page with ``query``."""
        message = BackMsg()
        message.rerun_script.query_string = query
        return self.send(message)

    def send(self, message: BackMsg) -> str:
        """What the server sends for an act."""
        self.socket.send(message.SerializeToString())
        return "\n".join(map(str, self._until_it_ends()))

    def _until_it_ends(self) -> list[ForwardMsg]:
        sent: list[ForwardMsg] = []
        while True:
            message = ForwardMsg()
            message.ParseFromString(self.socket.recv(timeout=PATIENCE))  # type: ignore[arg-type]
            sent.append(message)
            if message.HasField("new_session"):
                self.session = message.new_session.initialize.session_id
            if message.HasField("script_finished") and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return sent

    def closed_by(self, content: bytes) -> int:
        """The code with which the server ends the connection when it is sent ``content``, or ``LOST``: what it says
        last may not reach who is still sending.
        """
        try:
            self.socket.send(content)
            while True:
                self.socket.recv(timeout=PATIENCE)
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else LOST


@contextmanager
def threatened(folder: Path, **environment: str) -> Iterator[Site]:
    """A server that believes what one proxy says of who asks; its log is JSON."""
    port = free_port()
    log = folder / f"server-{port}.log"
    given = {"WHOWHEN_EDITING": "off", "WHOWHEN_LOG": "json", "WHOWHEN_PROXIES": "1", **environment}
    with running(
        (*STREAMLIT, f"--server.port={port}", "--server.fileWatcherType=none"),
        f"http://127.0.0.1:{port}/_stcore/health",
        log,
        given,
    ):
        yield Site(port, log)


def form(content: bytes, name: str) -> tuple[bytes, str]:
    """A form with the file ``name``, and its type."""
    head = (
        f'--xyz\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/plain\r\n\r\n'
    )
    return head.encode() + content + b"\r\n--xyz--\r\n", "multipart/form-data; boundary=xyz"


def uploaded(site: Site, page: OpenPage, content: bytes, name: str, **more: Any) -> Answer:
    """The answer to an upload by ``page``, as Streamlit's own control does it."""
    word = site.xsrf()
    body, kind = form(content, name)
    headers = {"Content_Type": kind, "X_Xsrftoken": word, "Cookie": f"_streamlit_xsrf={word}", **more}
    file = headers.pop("file", "f-1")
    return site.ask(f"/_stcore/upload_file/{page.session}/{file}", "PUT", body, **headers)
