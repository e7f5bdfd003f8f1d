"""Requests have ids and lines in the log, metrics are told to whoever may know them, health says what there is."""

import asyncio
import io
import json
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from components.app import articles
from components.app.running import health, logs, metrics
from components.app.running.counting import Counted
from components.app.running.requests import HEADER, Requests
from components.app.running.work import Work, work
from components.events.changes import Change
from components.events.errors import StoryError
from components.stores.base import ConflictError, EditingError, StoreError
from components.stores.folder_store import FolderStore
from components.stores.template import new_story

WORD = "a-long-word-that-nobody-guesses"


@pytest.fixture
def meters() -> Iterator[metrics.Meters]:
    yield metrics.start()
    metrics.stop()


@pytest.fixture
def told() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What the log of events says, as JSON."""
    written = io.StringIO()
    handler, logger = logging.StreamHandler(written), logging.getLogger(logs.OURS)
    handler.setFormatter(logs.Json())
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logger.removeHandler(handler)
    logger.setLevel(logging.NOTSET)


async def hello(_: Request) -> Response:
    return PlainTextResponse(logs.request_id.get())


async def broken(_: Request) -> Response:
    raise ValueError("the text of an article")


async def stream(socket: WebSocket) -> None:
    await socket.accept()
    await socket.receive_text()
    await socket.send_text(socket.headers[HEADER])
    await socket.close()


def client(routes: Sequence[BaseRoute] = (), base: str = "") -> TestClient:
    own = [Route("/", hello), Route("/broken", broken), WebSocketRoute(f"{base}/_stcore/stream", stream)]
    app = Starlette(routes=[*own, *routes], middleware=[Middleware(Requests, base=base)])
    return TestClient(app, raise_server_exceptions=False)


def test_a_request_keeps_the_id_that_a_proxy_gave_it() -> None:
    answer = client().get("/", headers={HEADER: "3f2a-from.the_proxy"})
    assert (answer.text, answer.headers[HEADER]) == ("3f2a-from.the_proxy",) * 2


@pytest.mark.parametrize("given", ["", "short", "x" * 101, "with a blank in it", "line\\nbreak-12345", "ümlaut-12345"])
def test_an_id_that_could_do_harm_in_a_log_is_replaced(given: str) -> None:
    answer = client().get("/", headers=[(HEADER.encode(), given.encode())])
    assert answer.headers[HEADER] == answer.text
    assert answer.headers[HEADER] != given
    assert len(answer.headers[HEADER]) == 32


def test_a_request_is_one_event_without_values_of_its_query(told: Callable[[], list[dict[str, Any]]]) -> None:
    client().get("/?q=hidden-word", headers={HEADER: "12345678"})
    (line,) = told()
    assert line.pop("at")
    assert line.pop("ms") >= 0
    assert line == {
        "level": "info",
        "event": "request",
        "method": "GET",
        "path": "/",
        "status": 200,
        "request": "12345678",
    }


def test_what_is_asked_for_all_the_time_is_told_only_when_it_fails(told: Callable[[], list[dict[str, Any]]]) -> None:
    asked = client([Route("/healthz", hello)])
    asked.get("/healthz")
    asked.get("/static/none.js")
    assert [(line["path"], line["status"]) for line in told()] == [("/static/none.js", 404)]


def test_a_path_cannot_write_a_line_of_the_log(told: Callable[[], list[dict[str, Any]]]) -> None:
    client().get("/x%0A%7B%22level%22%3A%22info%22%7D%1B%5B2J")
    (line,) = told()
    assert line["path"] == '/x\n{"level":"info"}\x1b[2J'
    record = logging.LogRecord("x", logging.INFO, "", 0, line["path"], None, None)
    for form in (logs.Json(), logs.Plain("%(message)s")):
        text = form.format(record)
        assert text.isprintable()


def test_an_error_is_told_by_its_kind_and_place_and_not_by_its_words(
    told: Callable[[], list[dict[str, Any]]], meters: metrics.Meters
) -> None:
    assert client().get("/broken").status_code == 500
    (line,) = told()
    assert (line["level"], line["status"]) == ("error", 500)
    assert 'whowhen_errors_total{where="request"} 1.0' in meters.text().decode()
    try:
        try:
            raise ValueError("the text of an article")
        except ValueError as cause:
            raise RuntimeError("and more of it") from cause
    except RuntimeError as error:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "failed", None, (type(error), error, error.__traceback__))
    text = logs.Json().format(record)
    said = json.loads(text)
    assert (said["error"]["kind"], said["error"]["cause"]) == ("RuntimeError", "ValueError")
    assert said["error"]["at"][-1].endswith("test_an_error_is_told_by_its_kind_and_place_and_not_by_its_words")
    assert "article" not in text
    assert "more of it" not in text


def test_a_session_is_told_apart_but_not_named() -> None:
    assert logs.hashed("a-session") != logs.hashed("another")
    assert "session" not in logs.hashed("a-session")
    assert logs.hashed("") == ""


def test_pages_that_are_connected_are_counted_and_know_their_request(meters: metrics.Meters) -> None:
    with client(base="/timeline").websocket_connect("/timeline/_stcore/stream", headers={HEADER: "12345678"}) as socket:
        assert "whowhen_sessions 1.0" in meters.text().decode()
        socket.send_text("go on")
        assert socket.receive_text() == "12345678"
    assert "whowhen_sessions 0.0" in meters.text().decode()


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
    asyncio.run(Requests(Starlette())(scope, receive, send))
    assert (sent[0]["type"], sent[0]["status"]) == ("websocket.http.response.start", 503)


def test_figures_are_told_to_whoever_knows_the_word(meters: metrics.Meters) -> None:
    asked = client([metrics.route("/timeline", WORD)])
    for header in ({}, {"Authorization": WORD}, {"Authorization": f"Bearer {WORD}x"}, {"Authorization": "Bearer "}):
        assert asked.get("/timeline/metrics", headers=header).status_code == 404
    answer = asked.get("/timeline/metrics", headers={"Authorization": f"Bearer {WORD}"})
    assert answer.status_code == 200
    for name in ("whowhen_sessions", "whowhen_parse_seconds_count", "process_resident_memory_bytes"):
        assert f"\n{name} " in answer.text


def test_runs_and_readings_are_measured_by_their_time(meters: metrics.Meters) -> None:
    metrics.run_took("history", 0.3)
    metrics.parse(lambda: None)()
    with pytest.raises(ValueError, match="no article"):
        metrics.parse(int)("no article")
    text = meters.text().decode()
    assert 'whowhen_run_seconds_bucket{le="0.5",page="history"} 1.0' in text
    assert "whowhen_parse_seconds_count 2.0" in text
    assert hasattr(articles._told.__wrapped__, "__wrapped__"), "what the page reads is measured"


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (None, "saved"),
        (ConflictError(()), "conflict"),
        (EditingError("closed"), "refused"),
        (StoryError([]), "defects"),
        (StoreError("gone"), "failed"),
        (KeyError("x"), "failed"),
    ],
)
def test_saves_are_counted_by_what_became_of_them(
    meters: metrics.Meters, error: Exception | None, outcome: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(new_story(tmp_path, "one"))

    def save(change: Change, expected: int) -> int:
        if error:
            raise error
        return 7

    monkeypatch.setattr(store, "save", save)
    monkeypatch.setattr(store, "undo", lambda number, by, _why: save(Change(by, ""), number))
    for ask in (lambda: Counted(store).save(Change("Ada", ""), 0), lambda: Counted(store).undo(1, "Ada")):
        if error:
            with pytest.raises(type(error)):
                ask()
        else:
            assert ask() == 7
    assert f'whowhen_saves_total{{outcome="{outcome}"}} 2.0' in meters.text().decode()


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

    assert asyncio.run(both()) == ("slow", "slow", "")
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
