"""The way to the provider and back: to the same view, and by cookies that only https carries where there is https."""

from collections.abc import Mapping
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from components.app import settings
from components.app.signing_in import SigningIn
from tests.awaiting import awaited

Answer = tuple[int, list[tuple[str, str]]]
HOST = "timeline.example.org"


def answered(
    path: str, answer: Mapping[str, str], cookies: tuple[str, ...] = (), **headers: str
) -> dict[str, list[str]]:
    """The headers that come back from ``path`` where Streamlit answers with ``answer`` and sets ``cookies``."""
    sent: list[Message] = []

    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        lines = [*answer.items(), *(("set-cookie", one) for one in cookies)]
        raw = [(name.encode(), value.encode()) for name, value in lines]
        await send({"type": "http.response.start", "status": 302, "headers": raw})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    raw = [(name.encode(), value.encode()) for name, value in {"host": HOST, **headers}.items()]
    scope: dict[str, Any] = {"type": "http", "path": path, "headers": raw}
    awaited(SigningIn(streamlit)(scope, receive, send))
    found: dict[str, list[str]] = {}
    for name, value in sent[0]["headers"]:
        found.setdefault(name.decode(), []).append(value.decode())
    return found


def test_the_query_of_the_page_waits_in_a_cookie_while_the_reader_is_at_the_provider() -> None:
    referer = f"https://{HOST}/?lang=fr&q=Poutine%20%26%20Trump"
    found = answered("/auth/login", {"location": "https://id.example.org/authorize"}, referer=referer)
    assert found["location"] == ["https://id.example.org/authorize"]
    (cookie,) = found["set-cookie"]
    value, rest = cookie.split("; ", 1)
    assert rest == "Path=/; Max-Age=600; HttpOnly; SameSite=Lax"
    back = answered("/oauth2callback", {"location": "/"}, cookie=value)
    assert back["location"] == ["/?lang=fr&q=Poutine%20%26%20Trump"]
    assert back["set-cookie"] == ["whowhen_back=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"]


def test_who_signs_out_without_a_provider_stays_where_they_were() -> None:
    found = answered("/auth/logout", {"location": "/"}, referer=f"https://{HOST}/?page=history")
    assert found["location"] == ["/?page=history"]


def test_below_a_path_the_reader_comes_back_below_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("components.app.signing_in.base_path", lambda: "/timeline")
    found = answered("/timeline/oauth2callback", {"location": "/timeline/"}, cookie="whowhen_back=q%3Dx")
    assert found["location"] == ["/timeline/?q=x"]
    assert found["set-cookie"] == ["whowhen_back=; Path=/timeline; Max-Age=0; HttpOnly; SameSite=Lax"]


@pytest.mark.parametrize(
    "referer",
    [
        "",
        f"https://{HOST}/",
        "https://evil.example/?q=x",
        f"https://{HOST}.evil.example/?q=x",
        "https://[evil/?q=x",
        f"https://{HOST}/?{'q' * 4000}",
    ],
)
def test_the_page_of_another_leaves_nothing_to_come_back_to(referer: str) -> None:
    found = answered("/auth/login", {"location": "https://id.example.org/"}, referer=referer)
    assert found["set-cookie"] == ["whowhen_back=; Path=/; Max-Age=600; HttpOnly; SameSite=Lax"]


@pytest.mark.parametrize("kept", ["", "%0d%0aSet-Cookie%3A%20x", "%3Cscript%3E", "%C3%A9", "a" * 4000, "%22"])
def test_what_is_no_query_leads_home(kept: str) -> None:
    found = answered("/oauth2callback", {"location": "/"}, cookie=f"whowhen_back={kept}")
    assert found["location"] == ["/"]


def test_only_the_way_home_is_changed() -> None:
    for path, location in (("/oauth2callback", "https://elsewhere.example/"), ("/other", "/")):
        assert answered(path, {"location": location}, cookie="whowhen_back=q")["location"] == [location]


@pytest.mark.parametrize(("address", "secure"), [("https://x.example.org/oauth2callback", True), ("http://x/", False)])
def test_cookies_are_secure_where_people_sign_in_over_https(
    monkeypatch: pytest.MonkeyPatch, address: str, secure: bool
) -> None:
    monkeypatch.setattr(settings, "secrets", lambda: {"auth": {"redirect_uri": address}})
    found = answered("/", {}, ("a=1; HttpOnly", "b=2; Secure"))
    assert found["set-cookie"] == [f"a=1; HttpOnly{'; Secure' * secure}", "b=2; Secure"]


@pytest.mark.parametrize(("hours", "seconds"), [("2", 7200), ("720", 30 * 24 * 3600)])
def test_the_cookie_that_says_who_somebody_is_is_kept_no_longer_than_it_counts(
    monkeypatch: pytest.MonkeyPatch, hours: str, seconds: int
) -> None:
    monkeypatch.setenv("WHOWHEN_SESSION_HOURS", hours)
    month = 30 * 24 * 3600
    names = ("_streamlit_user", "_streamlit_user__1", "_streamlit_user_tokens", "another")
    set_cookies = tuple(f"{name}=x; HttpOnly; Max-Age={month}; Path=/" for name in names)
    found = answered("/oauth2callback", {"location": "/"}, (*set_cookies, "_streamlit_user=; Max-Age=0; Path=/"))
    kept = [one for one in found["set-cookie"] if not one.startswith("whowhen_back")]
    ages = [int(one.partition("Max-Age=")[2].partition(";")[0]) for one in kept]
    assert ages == [seconds, seconds, seconds, month, 0]
