"""How the API answers: headers, encodings, methods, faults, and who may read."""

import asyncio
import gzip
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from components.app import api, stories
from components.app.api import serving
from components.stores.base import StoreError
from components.stores.folder_store import FolderStore
from tests.app.api_asking import APP, CALL, MINE, Answer, add, ask, event, library, story
from tests.awaiting import awaited

ADDRESSES = [
    "/api/openapi.json",
    "/api/stories",
    *(story(path) for path in ("", "/events", "/actors", "/claims", "/sources", f"/events/{CALL}")),
    *(story(path) for path in ("/events.ics", "/changes.atom")),
]


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("WHOWHEN_STORIES", str(library(tmp_path)))
    return tmp_path


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The same for tests that change nothing."""
    folder = library(tmp_path_factory.mktemp("still"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WHOWHEN_STORIES", str(folder))
        yield folder


def is_problem(answer: Answer, status: int) -> bool:
    told = answer.json()
    assert {"type", "title", "status", "detail"} <= told.keys()
    return (answer.status, told["status"], answer.headers["content-type"]) == (
        status, status, "application/problem+json",
    )  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_there_already_is_not_sent_again(still: Path, address: str) -> None:
    first = ask(address)
    assert (first.status, first.headers["cache-control"]) == (200, "no-cache")
    tag = first.headers["etag"]
    for given in (tag, f'"x", {tag.removeprefix("W/")}', "*"):
        again = ask(address, if_none_match=given)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert ask(address, if_none_match='W/"other"').body == first.body


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_head_request_gets_the_headers_alone(still: Path, address: str) -> None:
    whole, head = ask(address), ask(address, "HEAD")
    assert head.body == b""
    assert (head.status, head.headers) == (200, whole.headers)
    assert head.headers["content-length"] == str(len(whole.body))


def test_the_tag_changes_with_the_story_and_with_the_query(mine: Path) -> None:
    tags = [ask(story(f"/events{query}")).headers["etag"] for query in ("", "?q=mayor", "?format=csv", "?limit=1")]
    add(mine, event("new"))
    tags.append(ask(story("/events")).headers["etag"])
    assert len({*tags}) == len(tags)


@pytest.mark.parametrize(
    ("accept", "encoding", "unpack"), [("gzip", "gzip", gzip.decompress), ("br", "br", brotli.decompress)]
)
def test_answers_are_packed_where_that_is_taken(still: Path, accept: str, encoding: str, unpack: object) -> None:
    plain, packed = ask(story("/events")), ask(story("/events"), accept_encoding=accept)
    assert (packed.headers["content-encoding"], packed.headers["etag"]) == (encoding, plain.headers["etag"])
    assert callable(unpack)
    assert unpack(packed.body) == plain.body
    assert len(packed.body) < len(plain.body)
    assert "Accept-Encoding" in packed.headers["vary"]
    assert "content-encoding" not in ask(story("/events"), accept_encoding="identity").headers


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_nothing_is_changed_by_the_api(still: Path, method: str) -> None:
    found = ask(story("/events"), method)
    assert is_problem(found, 405)
    assert set(found.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_request_for_options_names_the_methods(still: Path) -> None:
    found = ask(story("/events"), "OPTIONS")
    assert (found.status, found.body, found.headers["allow"]) == (204, b"", "GET, HEAD, OPTIONS")


@pytest.mark.parametrize(
    "address",
    [
        "/api/",
        "/api/nothing",
        "/api/stories/",
        "/api/stories/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/api/stories/%2e%2e/events",
        "/api/stories/..%2Fmine",
        "/api/stories/nobody/events.ics",
        story("/participants"),
        story("/events/%3Cb%3E"),
    ],
)
def test_what_is_not_there_is_told_without_saying_it_again(still: Path, address: str) -> None:
    found = ask(address)
    assert is_problem(found, 404)
    assert "<" not in found.text
    assert str(still) not in found.text


@pytest.mark.parametrize("address", [*ADDRESSES])
def test_an_answer_that_nobody_takes_is_none(still: Path, address: str) -> None:
    assert is_problem(ask(address, accept="image/png"), 406)


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_may_not_read_gets_nothing_by_any_route(still: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(serving, "may_read", lambda request: "authorization" in request.headers)
    found = ask(address)
    assert is_problem(found, 401)
    assert found.headers["www-authenticate"].startswith("Bearer")
    assert "mayor" not in found.text
    assert ask(address, authorization="Bearer x").status == 200


def test_a_story_out_of_reach_is_told_with_when_to_ask_again(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(story("/events")).status == 200
    secret = StoreError("postgresql://ann:secret@db.example.org/news cannot be reached", "unreachable")

    def fails(*_: object) -> None:
        raise secret

    monkeypatch.setattr(FolderStore, "stamp", fails)
    for path in ("", "/events", "/events.ics", "/changes.atom"):
        found = ask(story(path))
        assert is_problem(found, 503)
        assert int(found.headers["retry-after"]) > 0
        assert "secret" not in found.text
    (listed,) = ask("/api/stories").json()["rows"]
    assert listed == {"story": MINE, "state": "unreachable"}


def test_stories_that_cannot_be_listed_are_told_the_same_way(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> list[str]:
        raise StoreError("/home/ann/stories cannot be listed", "unreadable")

    monkeypatch.setattr(stories, "story_names", fails)
    for address in ("/api/stories", story("/claims")):
        found = ask(address)
        assert is_problem(found, 503)
        assert "retry-after" in found.headers
        assert "/home" not in found.text


def test_a_story_with_defects_is_listed_and_not_shown(mine: Path) -> None:
    (mine / MINE / "events.csv").write_text("event_id\n", encoding="utf-8")
    assert ask("/api/stories").json()["rows"] == [{"story": MINE, "state": "defects"}]
    found = ask(story("/events"))
    assert is_problem(found, 503)
    assert str(mine) not in found.text


def test_a_fault_of_ours_tells_nothing_of_itself(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object) -> None:
        raise RuntimeError(f"{mine} is secret")

    monkeypatch.setattr(stories, "look", fails)
    sent: list[dict[str, object]] = []

    async def app(scope: object, receive: object, send: object) -> None:
        async def kept(message: dict[str, object]) -> None:
            sent.append(message)

        await APP(scope, receive, kept)  # type: ignore[arg-type]

    with pytest.raises(RuntimeError):  # which the server logs
        ask(story("/events"), app=app)
    found = Answer(sent)  # type: ignore[arg-type]
    assert is_problem(found, 500)
    assert "secret" not in found.text


def test_a_host_that_is_none_leads_nowhere(still: Path) -> None:
    assert is_problem(ask(story("/events.ics"), host='x"><script>'), 400)
    assert is_problem(ask(story(f"/events?q={'x' * 20_000}")), 400)


def test_while_too_many_ask_others_are_told_to_come_back(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "MOST_WAITING", 1)
    begun, done = threading.Event(), threading.Event()
    look = stories.look

    def slow(name: str) -> object:
        begun.set()
        assert done.wait(10)
        return look(name)

    monkeypatch.setattr(stories, "look", slow)
    first: list[Answer] = []
    thread = threading.Thread(target=lambda: first.append(ask(story("/events"))))
    thread.start()
    assert begun.wait(10)
    found = ask(story("/events"))
    assert is_problem(found, 503)
    assert found.headers["retry-after"] == "1"
    done.set()
    thread.join()
    assert first[0].status == 200
    assert ask(story("/events")).status == 200


def test_a_thread_that_waits_holds_up_nobody_on_the_loop(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()
    look = stories.look

    def slow(name: str) -> object:
        assert go.wait(10)
        return look(name)

    monkeypatch.setattr(stories, "look", slow)

    async def both() -> list[str]:
        order: list[str] = []
        sent: list[object] = []

        async def receive() -> dict[str, object]:
            return {"type": "http.request"}

        async def send(message: object) -> None:
            sent.append(message)

        async def other() -> None:
            await asyncio.sleep(0)
            order.append("other")
            go.set()

        async def request() -> None:
            scope = {
                "type": "http", "method": "GET", "scheme": "http", "path": story("/events"), "query_string": b"",
                "headers": [(b"host", b"x")], "root_path": "",
            }  # fmt: skip
            await APP(scope, receive, send)  # type: ignore[arg-type]
            order.append("answer")

        await asyncio.gather(request(), other())
        return order

    assert awaited(both()) == ["other", "answer"]


def test_the_document_is_openapi_3_1_and_tells_every_route(still: Path) -> None:
    found = ask("/api/openapi.json").json()
    OpenAPIV31SpecValidator(found).validate()
    assert set(found["paths"]) == set(api.ROUTES)
    assert len(json.dumps(found)) < 60_000
