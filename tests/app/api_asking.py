"""Requests to the API, in this process, and stories to ask about."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from starlette.applications import Starlette

from components.app import api
from components.events.changes import Change
from components.stores.folder_store import FolderStore
from components.stores.template import new_story
from tests.awaiting import awaited

MINE, CALL = "mine", "mayor-calls-minister-2024-05-13"
APP = Starlette(routes=[api.route("")])


class Answer:
    """Status, headers (names in small letters) and body of one answer."""

    def __init__(self, messages: list[dict[str, Any]]) -> None:
        start = next(one for one in messages if one["type"] == "http.response.start")
        self.status: int = start["status"]
        self.headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        self.body = b"".join(one.get("body", b"") for one in messages if one["type"] == "http.response.body")

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> Any:
        return json.loads(self.body)


def ask(path: str, method: str = "GET", app: Any = APP, **headers: str) -> Answer:
    """The answer to a request; in names of headers "_" stands for "-"."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    parts = urlsplit(path)
    given: Mapping[str, str] = {"host": "example.org", **headers}
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in given.items()]
    awaited(
        app(
            {
                "type": "http", "method": method, "scheme": "https", "server": ("127.0.0.1", 80), "root_path": "",
                "path": unquote(parts.path), "raw_path": parts.path.encode(), "query_string": parts.query.encode(),
                "headers": pairs,
            },
            receive,
            send,
        )
    )  # fmt: skip
    return Answer(sent)


def story(path: str = "", name: str = MINE) -> str:
    """An address below a story."""
    return f"/api/stories/{quote(name)}{path}"


def library(folder: Path) -> Path:
    """A folder with one story, called mine: an event that is disputed, and those of ``EVENTS``."""
    new_story(folder, MINE)
    return folder


def save(folder: Path, by: str = "Ada Lee <ada@example.org>", why: str = "", **rows: Any) -> int:
    """Save rows of tables in that story; an event that is new needs a claim."""
    store = FolderStore(folder / MINE)
    return store.save(Change({table: tuple(cells) for table, cells in rows.items()}, by, why), store.revision())


def add(folder: Path, *events: Mapping[str, str], by: str = "Ada Lee <ada@example.org>", why: str = "") -> int:
    """Save new events, each with a claim of 2 June 2024 that it took place."""
    claims = [
        {
            "claim_id": f"{one['event_id']}-1", "event_id": one["event_id"], "source_id": "gazette-2024-05-15",
            "speaker": "gazette", "stance": "asserts", "asserted_on": "2024-06-02",
        }
        for one in events
    ]  # fmt: skip
    return save(folder, by, why, events=events, claims=claims)


def event(id: str, **cells: str) -> dict[str, str]:
    """Cells of an event."""
    return {"event_id": id, "type": "meeting", "title_en": f"Event {id}", **cells}
