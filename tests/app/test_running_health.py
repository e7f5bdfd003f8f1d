"""Health says what there is, and an end waits for the work under way."""

import threading
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.websockets import WebSocketDisconnect

from components.app.running import health
from components.app.running.requests import Requests
from components.app.running.work import Work, work
from components.stores.template import new_story
from tests.app.running_client import client
from tests.awaiting import awaited


def test_a_process_that_stops_lets_no_new_page_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "stopping", True)
    opened = client()
    with pytest.raises(WebSocketDisconnect), opened.websocket_connect("/_stcore/stream"):
        pass
    assert opened.get("/").status_code == 200, "who is there already is served"


def test_a_proxy_learns_that_another_server_should_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "stopping", True)
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    scope = {"type": "websocket", "path": "/", "headers": [], "extensions": {"websocket.http.response": {}}}
    awaited(Requests(Starlette())(scope, receive, send))
    assert (sent[0]["type"], sent[0]["status"]) == ("websocket.http.response.start", 503)


def test_work_under_way_is_waited_for_until_nothing_follows_it() -> None:
    own, begun, go_on = Work(), threading.Event(), threading.Event()

    def act() -> None:
        with own.one():
            begun.set()
            go_on.wait()
        with own.one():  # the page draws what was saved
            done.append("drawn")

    done: list[str] = []
    thread = threading.Thread(target=act)
    thread.start()
    begun.wait()
    assert not own.wait(0.01, 0.01), "it does not end by itself"
    go_on.set()
    assert own.wait(60, 0.05)
    thread.join()
    assert done == ["drawn"]


@pytest.mark.parametrize("base", ["", "/timeline"])
def test_health_is_told_under_the_path_of_the_page(base: str) -> None:
    asked = client(health.routes(base, lambda: ""))
    assert asked.get(f"{base}/healthz").text == "ok"
    answer = asked.get(f"{base}/readyz")
    assert (answer.status_code, answer.json()) == (200, {"ready": True})
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("reason", [*health.REASONS])
def test_a_process_that_can_show_nothing_says_why(monkeypatch: pytest.MonkeyPatch, reason: str) -> None:
    def trouble() -> str:
        if reason == "failed":
            raise RuntimeError("postgresql://ann:hunter2@host")
        return reason

    monkeypatch.setattr(work, "stopping", reason == "stopping")
    answer = client(health.routes("", trouble)).get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "reason": reason, "told": health.REASONS[reason]}


def test_a_store_that_hangs_is_not_waited_for_nor_asked_twice() -> None:
    go_on, asked = threading.Event(), []

    def trouble() -> str:
        asked.append(1)
        go_on.wait()
        return ""

    async def both() -> tuple[str, str, str]:
        look = health.Look(trouble, longest=0.01)
        first, second = await look(), await look()
        go_on.set()
        assert look._asking is not None
        return first, second, await look._asking

    assert awaited(both()) == ("slow", "slow", "")
    assert len(asked) == 1


def test_what_keeps_readers_from_a_story_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOWHEN_STORIES", str(tmp_path / "stories"))
    monkeypatch.setenv("WHOWHEN_EDITING", "off")
    monkeypatch.delenv("WHOWHEN_DATABASE", raising=False)
    assert health.story_trouble() == "none"
    (tmp_path / "stories").mkdir()
    story = new_story(tmp_path / "stories", "one")
    assert health.story_trouble() == ""
    (story / "events.csv").write_text("event_id\n", encoding="utf-8")
    assert health.story_trouble() == "defects"
    monkeypatch.setenv("WHOWHEN_DATABASE", f"sqlite:///{tmp_path}/none.sqlite")
    assert health.story_trouble() == "unreachable"
