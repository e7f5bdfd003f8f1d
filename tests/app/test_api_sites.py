"""The API as other sites meet it: scripts of theirs, paths, proxies."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from components.app import api
from components.app.server import Headers, routes
from tests.app.api_asking import ask, library, story


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("WHOWHEN_STORIES", str(library(tmp_path)))
    return tmp_path


def test_addresses_follow_the_host_and_what_a_proxy_says_of_tls(mine: Path) -> None:
    def page(**headers: str) -> str:
        text = ask(story("/changes.atom"), **headers).text
        return text.partition('type="text/html" href="')[2].partition("?")[0]

    assert page() == "https://example.org/"
    assert page(host="[::1]:8501", x_forwarded_proto="http") == "http://[::1]:8501/"
    assert page(x_forwarded_proto="HTTP, https") == "http://example.org/"
    assert page(x_forwarded_proto="javascript") == "https://example.org/"


def test_scripts_of_other_sites_read_nothing_unless_they_are_named(mine: Path) -> None:
    asked = {"origin": "https://paper.example"}
    assert "access-control-allow-origin" not in ask("/api/stories", **asked).headers
    app = Starlette(routes=[api.route("", ("https://paper.example",))])
    found = ask("/api/stories", app=app, **asked)
    assert found.headers["access-control-allow-origin"] == "https://paper.example"
    assert "Origin" in found.headers["vary"]
    assert {"ETag", "Link", "X-Total-Count"} <= set(found.headers["access-control-expose-headers"].split(", "))
    assert "access-control-allow-credentials" not in found.headers
    assert "access-control-allow-origin" not in ask("/api/stories", app=app, origin="https://else.example").headers
    before = ask(story("/events"), "OPTIONS", app, **asked, access_control_request_method="GET")
    assert (before.status, before.headers["access-control-allow-origin"]) == (200, "https://paper.example")
    assert ask(story("/events"), "OPTIONS", app, **asked, access_control_request_method="PUT").status == 400


def test_the_setting_says_who_is_named_and_only_below_api(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOWHEN_CORS", "https://paper.example")
    app = Headers(Starlette(routes=routes()))
    found = ask("/api/stories", app=app, origin="https://paper.example")
    assert found.headers["access-control-allow-origin"] == "https://paper.example"
    assert found.headers["x-content-type-options"] == "nosniff"
    other = next(route.path for route in routes() if str(getattr(route, "path", "")).endswith(".css"))  # type: ignore[attr-defined]
    assert "access-control-allow-origin" not in ask(other, app=app, origin="https://paper.example").headers


def test_below_a_path_of_a_site_all_addresses_have_it(mine: Path) -> None:
    app = Starlette(routes=[api.route("/timeline")])
    assert ask("/timeline/api/openapi.json", app=app).json()["servers"] == [{"url": "/timeline/api"}]
    assert "https://example.org/timeline/?story=mine" in ask(f"/timeline{story('/changes.atom')}", app=app).text
    assert ask(story(), app=app).status == 404
