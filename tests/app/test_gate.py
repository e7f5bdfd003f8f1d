"""Who is let in: cookies while they count, tokens while they are live, and nobody else."""

import asyncio
import datetime
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate
from starlette.types import Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from components.app import settings
from components.app.gate import READER, Reader, middleware, reader, sessions, tokens
from components.app.gate.middleware import Gate
from components.stores.opening import open_instance
from components.tokens import new_token
from tests.app.api_asking import APP, ask
from tests.app.gate_people import COOKIE_SECRET, NOW, ORIGIN, ROLES, USER, claims, signed
from tests.awaiting import awaited

HOUR = 3600
BEFORE = NOW - HOUR


@pytest.fixture(autouse=True)
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WHOWHEN_STORIES", str(tmp_path))
    monkeypatch.setenv("WHOWHEN_READING", "login")
    monkeypatch.setenv("WHOWHEN_EDITING", "off")
    monkeypatch.setattr(settings, "secrets", lambda: {"roles": ROLES})
    monkeypatch.setattr(sessions, "get_cookie_secret", lambda: COOKIE_SECRET)
    monkeypatch.setattr(sessions, "get_origin_from_redirect_uri", lambda: ORIGIN)
    monkeypatch.setattr("time.time", lambda: float(NOW))
    sessions._ended.clear()
    tokens.forget()


def cookie(value: str, **more: str) -> dict[str, str]:
    pairs = {USER: value, **more}
    return {"cookie": "; ".join(f"{name}={text}" for name, text in pairs.items())}


def test_a_person_with_a_role_is_let_in_until_the_session_ends() -> None:
    headers = cookie(signed(claims(), BEFORE))
    found = reader(headers, NOW)
    assert found is not None
    assert (found.name, found.role, found.until) == ("ann@example.org", "editor", BEFORE + 12 * HOUR)
    assert reader(headers, BEFORE + 12 * HOUR - 1) is not None
    assert reader(headers, BEFORE + 12 * HOUR) is None


def test_a_cookie_that_streamlit_signs_itself_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    import json

    monkeypatch.undo()
    monkeypatch.setattr(sessions, "get_cookie_secret", lambda: COOKIE_SECRET)
    monkeypatch.setattr(sessions, "get_origin_from_redirect_uri", lambda: ORIGIN)
    made = create_signed_value(COOKIE_SECRET, USER, json.dumps(claims())).decode()
    found = sessions.session({USER: made})
    assert found is not None
    assert found.claims["email"] == "ann@example.org"


def test_hours_of_a_session_are_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOWHEN_SESSION_HOURS", "1")
    headers = cookie(signed(claims(), BEFORE))
    assert reader(headers, NOW - 1) is not None
    assert reader(headers, NOW) is None


@pytest.mark.parametrize("email", ["reader@elsewhere.net", "CHIEF@example.org", "x@example.org"])
def test_any_role_lets_in(email: str) -> None:
    assert reader(cookie(signed(claims(email), BEFORE)), NOW) is not None


GOOD = signed(claims(), BEFORE)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "x",
        "é",
        GOOD[:-1] + ("A" if GOOD[-1] != "A" else "B"),
        "A" + GOOD,
        signed(claims(), BEFORE, secret=COOKIE_SECRET[::-1]),
        signed(claims(), BEFORE, name="_streamlit_user_tokens"),
        signed(claims("someone@elsewhere.net"), BEFORE),
        signed(claims(email_verified=False), BEFORE),
        signed(claims(email=""), BEFORE),
        signed(claims(is_logged_in="true"), BEFORE),
        signed(claims(origin="https://elsewhere.example"), BEFORE),
        signed(claims(origin=""), BEFORE),
        signed("[]", BEFORE),
        signed("no json", BEFORE),
        signed("chunks-2", BEFORE),
    ],
)
def test_any_other_cookie_lets_nobody_in(value: str) -> None:
    assert reader(cookie(value), NOW) is None


def test_a_cookie_in_parts_counts_from_its_oldest_part(monkeypatch: pytest.MonkeyPatch) -> None:
    import json

    text = json.dumps(claims())
    parts = {f"{USER}_1": text[:40], f"{USER}_2": text[40:]}
    made = {name: signed(part, BEFORE - 60 * at, name=name) for at, (name, part) in enumerate(parts.items())}
    found = reader(cookie(signed("chunks-2", BEFORE), **made), NOW)
    assert found is not None
    assert found.until == BEFORE - 60 + 12 * HOUR
    assert reader(cookie(signed("chunks-2", BEFORE), **{f"{USER}_1": made[f"{USER}_1"]}), NOW) is None


def token(days: int = 90, made: float = NOW) -> tuple[str, str]:
    """Secret and id of a token that is kept."""
    secret, one = new_token("Feed", "Chief", days, datetime.datetime.fromtimestamp(made, datetime.UTC))
    open_instance().keep_token(one)
    return secret, one.id


def test_a_token_reads_as_a_viewer_until_it_expires() -> None:
    secret, _ = token(1)
    headers = {"authorization": f"Bearer {secret}"}
    assert reader(headers, NOW) == Reader("Feed", "viewer", NOW + 24 * HOUR)
    assert reader({"authorization": f"bearer  {secret}"}, NOW) is not None
    assert reader(headers, NOW + 24 * HOUR) is None


def test_a_revoked_token_opens_nothing_once_it_is_looked_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    secret, id = token()
    headers = {"authorization": f"Bearer {secret}"}
    assert reader(headers, NOW) is not None
    open_instance().revoke_token(id, "Chief")
    cache = tokens._kept.cache  # type: ignore[attr-defined]
    cache.expire(cache.timer() + tokens.LIFE)
    assert reader(headers, NOW) is None
    assert tokens.LIFE <= 5


def test_a_wrong_token_is_not_made_good_by_a_cookie_and_no_token_is_no_hindrance() -> None:
    secret, _ = token()
    wrong = secret[:-1] + ("A" if secret[-1] != "A" else "B")
    good = cookie(signed(claims(), BEFORE))
    for said in (f"Bearer {wrong}", "Bearer ", "Bearer x", f"Bearer {secret} {secret}"):
        assert reader({"authorization": said, **good}, NOW) is None
    assert reader({"authorization": "Basic YTpi", **good}, NOW) is not None


def test_what_is_kept_of_a_token_does_not_hold_its_secret(tmp_path: Path) -> None:
    secret, _ = token()
    kept = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
    assert b"Feed" in kept
    assert secret.encode() not in kept
    assert secret.removeprefix("whowhen_").encode() not in kept


async def inside(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that tells who it was told is there."""
    found = scope.get(READER)
    body = (found.name if found else "nobody").encode()
    headers = [(b"content-type", b"text/plain"), (b"cache-control", b"public, max-age=600"), (b"vary", b"Accept")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


GATE = Gate(inside, "", {"/", "/open.js"}.__contains__)


def test_the_open_list_is_open_and_keeps_its_headers() -> None:
    answer = ask("/open.js", app=GATE)
    assert (answer.status, answer.text, answer.headers["cache-control"]) == (200, "nobody", "public, max-age=600")


def test_who_is_known_gets_in_and_no_shared_cache_keeps_the_answer() -> None:
    answer = ask("/api/stories", app=GATE, **cookie(signed(claims(), BEFORE)))
    assert (answer.status, answer.text) == (200, "ann@example.org")
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["vary"] == "Accept, Cookie, Authorization"


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS"])
def test_all_that_is_closed_answers_alike_for_programs(method: str) -> None:
    answers = [
        ask(path, method, app=GATE)
        for path in (
            "/api/stories",
            "/api/stories/none",
            "/media/x.csv",
            "/s/abc",
            "/none",
            "//",
            "/open.js/",
            "/OPEN.js",
        )
    ]
    assert {one.status for one in answers} == {401}
    assert len({(one.body, *sorted(one.headers.items())) for one in answers}) == 1
    assert answers[0].headers["www-authenticate"] == 'Bearer realm="whowhen"'
    assert answers[0].headers["cache-control"] == "no-store"


def test_a_browser_is_led_to_the_page_and_a_short_link_is_kept_for_afterwards() -> None:
    def led(path: str) -> tuple[int, str]:
        answer = ask(path, app=GATE, accept="text/html,*/*;q=0.8")
        return answer.status, answer.headers.get("location", "")

    assert led("/none") == led("/media/x.csv") == (303, "/")
    assert led("/s/abc") == (303, "/?s=abc")
    assert led("/s/abc%0d%0aX: y") == (303, "/")
    assert led("/api/stories")[0] == 401


def test_scripts_of_other_sites_may_ask_whether_they_may_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"access_control_request_method": "GET", "origin": "https://a.example"}
    assert ask("/api/stories", "OPTIONS", app=GATE, **asked).status == 401
    monkeypatch.setenv("WHOWHEN_CORS", "https://a.example")
    assert ask("/api/stories", "OPTIONS", app=GATE, **asked).status == 200
    assert ask("/media/x", "OPTIONS", app=GATE, **asked).status == 401


def test_where_everybody_may_read_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOWHEN_READING", "public")
    for editing in ("off", "login"):
        monkeypatch.setenv("WHOWHEN_EDITING", editing)
        answer = ask("/media/x", app=GATE)
        assert (answer.status, answer.headers["cache-control"]) == (200, "public, max-age=600")


def test_a_store_that_cannot_be_asked_lets_no_token_in(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> Any:
        from components.stores.base import StoreError

        raise StoreError("gone", "unreachable")

    monkeypatch.setattr(tokens, "open_instance", away)
    answer = ask("/api/stories", app=GATE, authorization=f"Bearer whowhen_{'x' * 43}")
    assert (answer.status, answer.headers["retry-after"]) == (503, "2")


Told = list[Message]


def connected(
    path: str, headers: Mapping[str, str], then: Callable[[Gate], None] = lambda _: None
) -> tuple[Told, list[Scope], list[Message]]:
    """A WebSocket through the gate; ``then`` happens while it is open. What was sent, came in, and was received."""
    sent: Told = []
    scopes: list[Scope] = []
    received: list[Message] = []

    async def socket(scope: Scope, receive: Receive, send: Send) -> None:
        scopes.append(scope)
        await send({"type": "websocket.accept"})
        then(gate)
        received.append(await receive())
        await send({"type": "websocket.send", "text": "more"})

    async def silent() -> Message:
        await asyncio.sleep(0.2)
        return {"type": "websocket.receive", "text": "hello"}

    async def send(message: Message) -> None:
        sent.append(message)

    gate = Gate(socket, "", lambda _: False)
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    awaited(gate({"type": "websocket", "path": path, "headers": raw}, silent, send))
    return sent, scopes, received


STREAM = "/_stcore/stream"


def test_the_page_connects_without_a_cookie_that_counts_no_more() -> None:
    old = cookie(signed(claims(), NOW - 13 * HOUR), _streamlit_xsrf="2|a", **{f"{USER}_1": "part"})
    _, scopes, received = connected(STREAM, old)
    assert dict(scopes[0]["headers"]) == {b"cookie": b"_streamlit_xsrf=2|a"}
    assert received[0]["text"] == "hello"
    fresh = cookie(signed(claims(), BEFORE))
    assert dict(connected(STREAM, fresh)[1][0]["headers"])[b"cookie"] == fresh["cookie"].encode()


@pytest.mark.parametrize("path", ["/whowhen/changes", "/none", "/_stcore/stream/"])
def test_other_sockets_are_for_readers_only(path: str) -> None:
    assert connected(path, {})[:2] == ([{"type": "websocket.close", "code": 1008}], [])
    assert connected(path, cookie(signed(claims("x@none.net"), BEFORE)))[1] == []
    assert connected(path, cookie(signed(claims(), BEFORE)))[1] != []


CLOSED = {"type": "websocket.close", "code": 1008}


def test_a_socket_is_closed_when_the_session_ends_and_carries_nothing_more() -> None:
    ends_at_once = cookie(signed(claims(), NOW - 12 * HOUR + 0.001 * HOUR))
    now = math.floor(NOW - 12 * HOUR + 0.001 * HOUR) + 12 * HOUR - 0.01
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.time", lambda: now)
        for path in (STREAM, "/whowhen/changes"):
            sent, _, received = connected(path, ends_at_once)
            assert [one["type"] for one in received] == ["websocket.disconnect"]
            assert sent == [{"type": "websocket.accept"}, CLOSED]


def test_who_signs_out_is_signed_out_in_every_tab_and_by_every_copy_of_the_cookie() -> None:
    mine = cookie(signed(claims(), BEFORE))
    other = cookie(signed(claims("reader@elsewhere.net"), BEFORE))

    def leave(gate: Gate) -> None:
        gate._sign_out({"headers": [(b"cookie", mine["cookie"].encode())]})

    assert connected(STREAM, other, leave)[2][0]["type"] == "websocket.receive"
    sessions._ended.clear()
    sent, _, received = connected(STREAM, mine, leave)
    assert (received[0]["type"], sent[-1]) == ("websocket.disconnect", CLOSED)
    assert reader(mine, NOW) is None
    assert reader(other, NOW) is not None


def test_signing_out_is_what_the_route_does() -> None:
    mine = cookie(signed(claims(), BEFORE))
    gate = Gate(inside, "/timeline", {"/timeline/auth/logout"}.__contains__)
    assert ask("/timeline/auth/logout", app=gate, **mine).status == 200
    assert reader(mine, NOW) is None


def test_the_gate_keeps_no_socket_that_is_gone() -> None:
    gates: list[Gate] = []
    connected(STREAM, cookie(signed(claims(), BEFORE)), gates.append)
    assert gates[0]._sockets == {}
    assert middleware._LONGEST_WAIT <= 24 * HOUR


def test_the_document_of_the_api_names_the_ways_in_where_it_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    from components.app.api.document import openapi

    closed, public = openapi("", closed=True), openapi("")
    assert closed["security"] == [{"token": []}, {"session": []}]
    assert closed["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    assert "security" not in public
    validate(dict(closed))


def test_the_api_asks_the_gate() -> None:
    assert ask("/api/stories").status == 401
    secret, _ = token()
    through = Gate(APP, "", lambda _: False)
    assert ask("/api/stories", app=through, authorization=f"Bearer {secret}").status == 200
    assert ask("/api/stories", app=through).status == 401
