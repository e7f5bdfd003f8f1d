"""How often a client may ask: who a client is, what is counted, what is refused, and how much memory that takes."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocket

from components.app.gate import READER, Reader
from components.app.limiting import counting, crowd
from components.app.limiting.clients import HOME, client
from components.app.limiting.counting import Limits
from components.app.limiting.figures import FIGURES, LONG, cost_of
from components.app.limiting.requests import Guesses, Limited, asking, kind_of
from components.proxies import Proxies, proxies

HERE, AFAR, OTHER = "127.0.0.1", "203.0.113.7", "198.51.100.9"
NONE = Proxies()


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Limits:
    """Two of each kind in a minute, in the place of the process's own figures."""
    made = Limits(dict.fromkeys(FIGURES, ((2, 60),)), clock=clock)
    monkeypatch.setattr(counting, "limits", made)
    return made


def forwarded(*lines: str) -> dict[str, Sequence[str]]:
    return {"host": ("example.org",), "x-forwarded-for": lines}


def test_an_address_is_a_client_and_a_browser_at_the_machine_itself_is_none() -> None:
    at = {"host": ("localhost",)}
    assert client(AFAR, at, NONE) == AFAR
    assert [client(one, at, NONE) for one in (HERE, "::1", "127.9.9.9", "::ffff:127.0.0.1")] == [HOME] * 4
    assert client("", {}, NONE) == HOME, "outside of a server"
    assert client("", at, NONE) == "unknown"
    assert client("testclient", at, NONE) == "unknown"


def test_whoever_has_an_ipv6_network_is_one_client() -> None:
    at = {"host": ("x",)}
    one, same, other = "2001:db8:1:2::1", "2001:db8:1:2:ffff::9%eth0", "2001:db8:1:3::1"
    assert client(one, at, NONE) == client(same, at, NONE) == "2001:db8:1:2::/64"
    assert client(other, at, NONE) != client(one, at, NONE)
    assert client(f"::ffff:{AFAR}", at, NONE) == AFAR


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "via", "x-real-ip", "cf-connecting-ip"])
def test_a_proxy_at_the_machine_is_not_the_machine_itself(header: str) -> None:
    assert client(HERE, {header: ("1.1.1.1",)}, NONE) == HERE


def test_what_a_header_says_counts_only_behind_proxies_that_are_named() -> None:
    told = forwarded(OTHER)
    assert client(AFAR, told, NONE) == AFAR
    assert client(AFAR, told, proxies(("203.0.113.0/24",))) == OTHER
    assert client(AFAR, told, proxies((OTHER,))) == AFAR
    assert client(AFAR, told, proxies(("1",))) == OTHER


def test_who_writes_the_header_himself_is_still_the_one_that_the_proxy_saw() -> None:
    told = forwarded("9.9.9.9, 127.0.0.1", f"{OTHER}")
    for trusted in (proxies(("1",)), proxies(("203.0.113.0/24",))):
        assert client(AFAR, told, trusted) == OTHER
    assert client(AFAR, forwarded(f"9.9.9.9, {OTHER}, 10.0.0.3"), proxies(("2",))) == OTHER
    assert client(AFAR, forwarded(f"9.9.9.9, {OTHER}, 10.0.0.3"), proxies((AFAR, "10.0.0.0/8"))) == OTHER


def test_nobody_becomes_the_machine_itself_by_a_header() -> None:
    for trusted in (NONE, proxies(("1",)), proxies((AFAR,))):
        assert client(AFAR, forwarded(HERE), trusted) != HOME
        assert client(HERE, forwarded("localhost"), trusted) != HOME


@pytest.mark.parametrize("line", ["", ",", "unknown", "<script>", "_hidden", "1.2.3", "x" * 10_000, "'; drop table"])
def test_a_header_that_names_no_address_counts_as_the_proxy(line: str) -> None:
    for trusted in (NONE, proxies(("1",)), proxies((AFAR,))):
        assert client(AFAR, forwarded(line), trusted) == AFAR


def test_addresses_with_ports_are_read() -> None:
    for line in (f"{OTHER}:5678", f" {OTHER} "):
        assert client(AFAR, forwarded(line), proxies(("1",))) == OTHER
    assert client(AFAR, forwarded("[2001:db8::5]:443"), proxies(("1",))) == "2001:db8::/64"


def test_who_goes_past_the_proxies_counts_as_the_other_end() -> None:
    assert client(AFAR, forwarded(OTHER), proxies(("2",))) == AFAR
    assert client(AFAR, {"host": ("x",)}, proxies(("1",))) == AFAR


@pytest.mark.parametrize("words", [("0",), ("10",), ("1", "2x"), ("10.0.0.1/24",), ("nginx",), ("١",), ("9" * 11,)])
def test_a_setting_that_names_no_proxies_says_what_to_write(words: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"^(write|“.*write)"):
        proxies(words)


def test_who_is_known_is_the_same_client_from_everywhere() -> None:
    assert asking(AFAR, {"host": ("x",)}, "ann@example.org") == asking(OTHER, {"host": ("x",)}, "ann@example.org")
    assert asking(AFAR, {"host": ("x",)}, AFAR) != asking(AFAR, {"host": ("x",)}), "a name is no address"
    assert asking(HERE, {"host": ("x",)}, "ann@example.org") == HOME


def test_the_window_moves_with_the_clock(clock: Clock) -> None:
    limits = Limits({"read": ((2, 60),)}, clock=clock)
    assert limits.ask("read", AFAR) == 0
    clock.now += 20
    assert (limits.ask("read", AFAR), limits.ask("read", AFAR)) == (0, 40)
    clock.now += 39
    assert limits.ask("read", AFAR) == 1
    clock.now += 1
    assert (limits.ask("read", AFAR), limits.ask("read", AFAR)) == (0, 20)


def test_what_is_refused_does_not_count(clock: Clock) -> None:
    limits = Limits({"read": ((1, 60), (2, 3600))}, clock=clock)
    assert limits.ask("read", AFAR) == 0
    assert {limits.ask("read", AFAR) for _ in range(50)} == {60}
    clock.now += 60
    assert (limits.ask("read", AFAR), limits.ask("read", AFAR)) == (0, 3540)


def test_clients_and_kinds_are_counted_apart(clock: Clock) -> None:
    limits = Limits({"read": ((1, 60),), "api": ((1, 60),)}, clock=clock)
    assert [limits.ask(kind, who) for kind in ("read", "api") for who in (AFAR, OTHER)] == [0, 0, 0, 0]
    assert limits.ask("read", OTHER) == 60


def test_the_machine_itself_asks_as_often_as_it_likes(clock: Clock) -> None:
    limits = Limits({"read": ((1, 60),)}, clock=clock)
    assert {limits.ask("read", HOME) for _ in range(100)} == {0}


def test_a_long_article_counts_as_several_and_the_longest_fits_once_in_a_minute(clock: Clock) -> None:
    limits = Limits(clock=clock)
    most = FIGURES["read"][0][0]
    assert (cost_of(0), cost_of(LONG - 1), cost_of(LONG), cost_of(10**9)) == (1, 1, 2, most)
    assert limits.ask("read", AFAR, cost_of(10**9)) == 0
    assert limits.ask("read", AFAR) == 60
    assert limits.ask("read", OTHER) == 0
    assert limits.ask("read", OTHER, cost_of(10**9)) == 60, "a part of the minute is used up"


def test_any_number_of_clients_takes_the_memory_of_so_many(clock: Clock) -> None:
    limits = Limits({"read": ((3, 60),)}, most=100, clock=clock)
    for number in range(5000):
        limits.ask("read", f"client {number}")
    assert len(limits.kept.events) == 100
    for _ in range(500):
        limits.ask("read", "client 4999")
    assert max(map(len, limits.kept.events.values())) == 3
    assert limits.ask("read", "client 4999") == 60, "the last ones are not forgotten"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/api/stories", "api"),
        ("/api", "api"),
        ("/api/stories/x/events.ics", "feed"),
        ("/api/stories/x/changes.atom", "feed"),
        ("/s/3f2a", "link"),
        ("/s/3f2a.png", "picture"),
        ("/s/3f2a/picture.png", "picture"),
        ("/auth/login", "sign_in"),
        ("/oauth2callback", "sign_in"),
        ("/_stcore/upload_file/a/b", "upload"),
        ("/", ""),
        ("/healthz", ""),
        ("/static/index.js", ""),
        ("/auth/logout", ""),
        ("/apis", ""),
    ],
)
def test_requests_that_cost_are_told_by_their_path(path: str, kind: str) -> None:
    assert kind_of("GET", path) == kind
    assert kind_of("OPTIONS", path) == ""


async def answer(request: Request) -> Response:
    word = request.headers.get("authorization")
    return PlainTextResponse("ok", 401 if word not in (None, "Bearer right") else 200)


def server(base: str = "", known: str = "") -> Callable[..., TestClient]:
    """An application behind the limits; ``known`` is whom the gate let in."""

    class Gate:
        def __init__(self, app: Any) -> None:
            self.app = app

        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
            await self.app({**scope, **({READER: Reader(known, "viewer")} if known else {})}, receive, send)

    async def page(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text("open")
        await socket.receive_text()

    app = Starlette(
        routes=[WebSocketRoute(f"{base}/_stcore/stream", page), Route("/{path:path}", answer, methods=["GET", "PUT"])],
        middleware=[Middleware(Guesses), Middleware(Gate), Middleware(Limited, base=base)],
    )
    return lambda peer=AFAR: TestClient(app, client=(peer, 1))


def test_a_request_too_many_is_told_when_to_come_back_in_the_form_of_the_api(few: Limits, clock: Clock) -> None:
    ask = server()(AFAR)
    assert [ask.get("/api/stories").status_code for _ in range(3)] == [200, 200, 429]
    refused = ask.get("/api/stories")
    assert refused.headers["retry-after"] == "60"
    assert refused.headers["content-type"] == "application/problem+json"
    assert json.loads(refused.content) == {
        "type": "about:blank",
        "title": "Too Many Requests",
        "status": 429,
        "detail": "You ask too often: try again in 60 seconds.",
    }
    assert server()(OTHER).get("/api/stories").status_code == 200
    clock.now += 60
    assert ask.get("/api/stories").status_code == 200


def test_what_costs_little_is_not_counted_and_the_machine_itself_is_free(few: Limits) -> None:
    assert {server()(AFAR).get("/").status_code for _ in range(9)} == {200}
    assert {server()(HERE).get("/api/stories").status_code for _ in range(9)} == {200}


def test_below_a_path_of_a_site_the_same_is_counted(few: Limits) -> None:
    ask = server("/timeline")(AFAR)
    assert [ask.get("/timeline/api/stories").status_code for _ in range(3)] == [200, 200, 429]
    assert ask.get("/api/stories").status_code == 200, "that is no address of ours"


def test_who_was_let_in_counts_as_that_person_from_anywhere(few: Limits) -> None:
    ann = server(known="ann@example.org")
    assert [ann(peer).get("/api/x").status_code for peer in (AFAR, OTHER, "192.0.2.1")] == [200, 200, 429]
    assert server(known="bob@example.org")(AFAR).get("/api/x").status_code == 200


def test_who_guesses_words_is_not_listened_to_after_some(few: Limits) -> None:
    ask = server()(AFAR)
    statuses = [ask.get("/x", headers={"Authorization": f"Bearer {word}"}).status_code for word in range(4)]
    assert statuses == [401, 401, 429, 429]
    assert ask.get("/x", headers={"Authorization": "Bearer right"}).status_code == 429
    assert ask.get("/x").status_code == 200
    assert server()(OTHER).get("/x", headers={"Authorization": "Bearer right"}).status_code == 200


def test_behind_a_named_proxy_each_reader_is_a_client(few: Limits, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = server()("10.1.2.3")

    def status(reader: str) -> int:
        return ask.get("/api/x", headers={"X-Forwarded-For": reader}).status_code

    assert [status(AFAR), status(AFAR), status(OTHER)] == [200, 200, 429], "none is named: all count as one"
    few.kept.reset()
    monkeypatch.setenv("WHOWHEN_PROXIES", "10.0.0.0/8")
    assert [status(AFAR), status(AFAR), status(OTHER), status(AFAR)] == [200, 200, 200, 429]


def test_one_client_opens_so_many_pages_and_all_of_them_no_more_than_fit() -> None:
    pages = crowd.Crowd(most=5, of_one=2)
    with pages.one(AFAR):
        assert pages.has_room(AFAR)
        with pages.one(AFAR):
            assert (pages.has_room(AFAR), pages.has_room(OTHER), pages.has_room(HOME)) == (False, True, True)
            with pages.one(HOME), pages.one(HOME), pages.one(HOME):
                assert (pages.has_room(OTHER), pages.has_room(HOME)) == (False, False)
    assert pages.has_room(AFAR)


def test_a_page_too_many_is_refused_before_streamlit_hears_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd, "crowd", crowd.Crowd(most=9, of_one=1))
    ask = server()(AFAR)
    with ask.websocket_connect("/_stcore/stream") as first:
        assert first.receive_text() == "open"
        with pytest.raises(WebSocketDenialResponse) as refused, ask.websocket_connect("/_stcore/stream"):
            pass
        assert refused.value.status_code == 503
        first.send_text("end")
    with ask.websocket_connect("/_stcore/stream") as again:
        assert again.receive_text() == "open"
        again.send_text("end")


class Files:
    """What Streamlit keeps of uploads: bytes by page and file."""

    def __init__(self, held: Mapping[str, Sequence[int]]) -> None:
        sized = type("File", (), {})
        self.file_storage: dict[str, dict[str, Any]] = {}
        for page, sizes in held.items():
            self.file_storage[page] = {}
            for at, size in enumerate(sizes):
                one = sized()
                one.data = b"x" * size
                self.file_storage[page][str(at)] = one


def test_a_page_uploads_so_many_files_and_all_pages_so_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    runtime = type("Now", (), {"uploaded_file_mgr": Files({"a": [10, 10, 10], "b": [10]})})
    monkeypatch.setattr(crowd.Runtime, "exists", lambda: True)
    monkeypatch.setattr(crowd.Runtime, "instance", lambda: runtime)
    assert [crowd.takes_files(page, 3, 100) for page in ("a", "b", "new")] == [False, True, True]
    assert crowd.takes_files("b", 3, 40) is False
    assert set(runtime.uploaded_file_mgr.file_storage) == {"a", "b"}, "to ask leaves nothing behind"
