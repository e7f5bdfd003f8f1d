"""A real server where people sign in to read, its routes, raw requests, and Streamlit's protocol without a browser."""

import hashlib
import http.client
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from components.stores.folder import read_story
from tests.app.gate_people import ROLES, USER, auth, claims, signed
from tests.browser.serving import ROOT, free_port, running
from tests.browser.serving import STREAMLIT as COMMAND

STORY = ROOT / "data" / "ukraine-diplomacy"
NAME = "what-nobody-else-may-know"
PATIENCE = 60.0  # seconds
SHORTEST = 21  # letters of a text that stands nowhere else: names of countries do, in plotly.js
LISTED = """
import json, sys
from streamlit import config
config.set_option("secrets.files", sys.argv[1:])
import dashboard
def walk(routes, base=""):
    for one in routes:
        path, inner = base + getattr(one, "path", ""), getattr(one, "routes", None)
        if inner:
            yield from walk(inner, path)
        else:
            yield path, type(one).__name__
print(json.dumps(list(walk(dashboard.app._build_starlette_app().routes))))
"""
"""Prints every route of the application, so that a new one is there by itself."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def head(self) -> bytes:
        """Where it leads and which cookies it sets; all else of the headers is the same for all or chance."""
        return "\n".join(self.headers.get(name, "") for name in ("location", "set-cookie", "link")).encode()


@dataclass(frozen=True)
class Site:
    """A server, its folder of stories, the paths of its routes with their kinds."""

    address: str
    stories: Path
    routes: tuple[tuple[str, str], ...]

    def ask(self, path: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> Answer:
        """The answer to a request as it stands: no redirect is followed."""
        line = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        try:
            line.request(method, path, headers=dict(headers or {}))
            answer = line.getresponse()
            return Answer(answer.status, {name.lower(): text for name, text in answer.getheaders()}, answer.read())
        finally:
            line.close()

    def cookie(self, email: str = "ann@example.org", age: float = 60, **more: object) -> dict[str, str]:
        """The header of somebody who signed in ``age`` seconds ago."""
        value = signed(claims(email, self.address, **more), time.time() - age)
        return {"Cookie": f"{USER}={value}"}

    @contextmanager
    def socket(self, path: str, headers: Mapping[str, str], session: str = "") -> Iterator[ClientConnection]:
        """A WebSocket as the page opens it, with ``session`` to take up again."""
        set_cookie = self.ask("/_stcore/health").headers["set-cookie"]
        xsrf = set_cookie.partition("_streamlit_xsrf=")[2].partition(";")[0]
        given = dict(headers)
        given["Cookie"] = "; ".join(filter(None, (given.get("Cookie"), f"_streamlit_xsrf={xsrf}")))
        said = ["streamlit", xsrf, *([session] if session else [])]
        with connect(
            f"ws://{urlsplit(self.address).netloc}{path}",
            origin=self.address,  # type: ignore[arg-type]
            additional_headers=given,
            subprotocols=said,  # type: ignore[arg-type]
            max_size=None,
            proxy=None,
            open_timeout=PATIENCE,
        ) as one:
            yield one


def rerun(query: str, fragment: str = "", state: str = "") -> BackMsg:
    """The message that lets the script run, for an address and with what a field or a part says."""
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.fragment_id = fragment
    if state:
        message.rerun_script.widget_states.widgets.add(id=state, trigger_value=True)
    return message


def heard(
    socket: ClientConnection, message: BackMsg, ends: str = "script_finished", seconds: float = PATIENCE
) -> Iterator[tuple[ForwardMsg, bytes]]:
    """What comes after ``message``, until one of the kind ``ends``, the connection's end or that of the time, and the
    bytes of each.
    """
    with suppress(ConnectionClosed):
        socket.send(message.SerializeToString())
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        try:
            data = socket.recv(left)
        except (TimeoutError, ConnectionClosed):
            return
        assert isinstance(data, bytes)
        forward = ForwardMsg()
        forward.ParseFromString(data)
        yield forward, data
        if forward.WhichOneof("type") == ends:
            return


def told(socket: ClientConnection, message: BackMsg, ends: str = "script_finished", seconds: float = PATIENCE) -> bytes:
    """All the bytes of that."""
    return b"\n".join(data for _, data in heard(socket, message, ends, seconds))


class Secret:
    """What stands in the story and nowhere else: ids, titles, notes, addresses, the name it has at the site."""

    def __init__(self) -> None:
        story = read_story(STORY)
        tables = (story.events, story.actors, story.claims, story.sources)
        cells = {cell for table in tables for column in table for cell in table[column] if isinstance(cell, str)}
        self._texts = [NAME.encode(), *(one.encode() for one in sorted(cells) if len(one) >= SHORTEST)]
        self._found: dict[bytes, list[bytes]] = {}

    def findall(self, content: bytes) -> list[bytes]:
        """Those of them that are in ``content``. Scripts of megabytes come again and again: each is read once."""
        key = hashlib.sha256(content).digest()
        if key not in self._found:
            self._found[key] = [one for one in self._texts if one in content]
        return self._found[key]


@contextmanager
def closed_site(folder: Path, provider: str = "http://127.0.0.1:9", **environment: str) -> Iterator[Site]:
    """A server with one story, where people sign in to read."""
    port = free_port()
    address, stories = f"http://127.0.0.1:{port}", folder / "stories"
    shutil.copytree(STORY, stories / NAME, ignore=shutil.ignore_patterns(".whowhen", "history.jsonl"))
    secrets = folder / "secrets.toml"
    tables = {"auth": auth(address, provider), "roles": ROLES}
    lines = [
        line
        for name, table in tables.items()
        for line in (f"[{name}]", *(f"{key} = {json.dumps(value)}" for key, value in table.items()))
    ]
    secrets.write_text("\n".join(lines), encoding="utf-8")
    given = {
        "WHOWHEN_STORIES": str(stories),
        "WHOWHEN_READING": "login",
        "WHOWHEN_EDITING": "login",
        "WHOWHEN_METRICS_TOKEN": "a-long-word-that-nobody-guesses",
        **environment,
    }
    listing = subprocess.Popen(
        [sys.executable, "-c", LISTED, str(secrets)],
        cwd=ROOT,
        env={**os.environ, **given},
        stdout=subprocess.PIPE,
        text=True,
    )
    command = (*COMMAND, f"--server.port={port}", f"--secrets.files={secrets}")
    with listing, running(command, f"{address}/_stcore/health", folder / "server.log", given):
        routes = json.loads(listing.communicate()[0].splitlines()[-1])
        yield Site(address, stories, tuple((path, kind) for path, kind in routes))
