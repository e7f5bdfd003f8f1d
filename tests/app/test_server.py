"""What the server adds to Streamlit: encodings, routes, headers, and settings that agree with the charts."""

import base64
import gzip
import hashlib
import re
import shutil
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import brotli
import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from components.app import assets, server, watching
from components.charts.theme import THEMES
from tests.awaiting import awaited

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"
GUARDS = (
    "content-security-policy",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "permissions-policy",
    "cross-origin-opener-policy",
)


class Answer:
    """Status, headers and body of one answer."""

    def __init__(self, messages: Sequence[dict[str, Any]]) -> None:
        start = next(one for one in messages if one["type"] == "http.response.start")
        self.status: int = start["status"]
        self.pairs = [(name.decode().lower(), value.decode()) for name, value in start["headers"]]
        self.headers = dict(self.pairs)
        self.body = b"".join(one.get("body", b"") for one in messages if one["type"] == "http.response.body")


def ask(path: str, accept: str = "", routes: Sequence[BaseRoute] = (), method: str = "GET") -> Answer:
    """The answer of an application with ``routes`` and our headers."""
    app = Starlette(routes=list(routes) or server.routes(), middleware=[Middleware(server.Headers)])
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"accept-encoding", accept.encode())] if accept else []
    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": headers, "root_path": ""}
    awaited(app(scope, receive, send))
    return Answer(sent)


def page(_: Request) -> Response:
    return HTMLResponse("<p>page</p>")


def data(_: Request) -> Response:
    return PlainTextResponse("data")


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The scripts and styles in a folder of their own, from which they are served."""
    for part in (part for parts in assets.PARTS.values() for part in parts):
        (tmp_path / part).parent.mkdir(exist_ok=True)
        shutil.copy(assets.HERE / part, tmp_path / part)
    monkeypatch.setattr(assets, "HERE", tmp_path)
    caches = (assets.content, assets._digest, server.packed)
    for cache in caches:
        cache.cache_clear()
    yield tmp_path
    for cache in caches:
        cache.cache_clear()


@pytest.fixture(params=["timeline", "/timeline/", "stories/of/mine"])
def base(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A path the page lives under, as somebody may write it into the settings."""
    monkeypatch.setattr(streamlit, "get_option", {"server.baseUrlPath": request.param}.get)
    return "/" + str(request.param).strip("/")


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.5, gzip;q=0.4", "br"),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.000, gzip;q=0.001", "gzip"),
        ("gzip;q=0, br;q=0", "identity"),
        ("gzip;q=0.0", "identity"),
        ("br; q=1, gzip; q=0.5", "br"),
        ("deflate, zstd", "identity"),
        ("identity", "identity"),
        ("brotli, xgzip", "identity"),
        (",,;q=,", "identity"),
        ("", "identity"),
    ],
)
def test_an_encoding_is_used_only_where_the_browser_takes_it(header: str, encoding: str) -> None:
    assert server.accepted_encoding(header) == encoding


@pytest.mark.parametrize(
    ("accept", "encoding", "unpack"),
    [("br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("", None, bytes)],
)
@pytest.mark.parametrize("name", assets.PARTS)
def test_a_script_arrives_whole_in_every_encoding(name: str, accept: str, encoding: str | None, unpack: Any) -> None:
    answer = ask(assets.path(name), accept)
    assert (answer.status, answer.headers.get("content-encoding")) == (200, encoding)
    assert unpack(answer.body).decode() == assets.content(name)
    assert answer.headers["vary"] == "Accept-Encoding"


def test_scripts_and_styles_are_kept_for_a_year_and_say_what_they_are() -> None:
    for name in assets.PARTS:
        headers = ask(assets.path(name)).headers
        assert "max-age=31536000" in headers["cache-control"]
        assert headers["content-type"].split(";")[0] == {"js": "text/javascript", "css": "text/css"}[name.split(".")[1]]


def test_plotly_is_served_out_of_its_package_and_small() -> None:
    answer = ask(server.plotly_path(), "br")
    script = brotli.decompress(answer.body)
    assert script[:200].startswith(b"/**\n* plotly.js v")
    assert len(answer.body) < len(script) / 3


def test_nothing_else_is_to_be_had_from_the_folder_of_the_scripts() -> None:
    folder = assets.path("")
    for path in (f"{folder}main.py", f"{folder}../../dashboard.py", f"{folder}dom/dom.js", "/whowhen/old/dom.js"):
        assert ask(path).status == 404
    assert ask(assets.path("dom.js"), method="POST").status == 405


@pytest.mark.parametrize("part", ["dom/dom.js", "plotly_view/hit.js", "page.css"])
def test_the_path_of_the_scripts_changes_with_any_of_them(copied: Path, part: str) -> None:
    before = {name: assets.path(name) for name in assets.PARTS}
    with (copied / part).open("a") as file:
        file.write("\n")
    assets.content.cache_clear()
    assets._digest.cache_clear()
    assert all(assets.path(name) != before[name] for name in assets.PARTS)


def test_scripts_and_style_share_a_folder_so_that_they_find_each_other() -> None:
    assert len({Path(assets.path(name)).parent for name in assets.PARTS}) == 1
    assert 'new URL("style.css", import.meta.url)' in assets.content("dom.js")


def test_under_a_base_path_everything_is_served_below_it(base: str) -> None:
    found = [server.plotly_path(), *(assets.path(name) for name in assets.PARTS)]
    assert server.base_path() == base
    paths = {route.path for route in server.routes()}
    assert paths >= {base + path for path in (*found, watching.PATH, "/healthz", "/readyz")}
    assert all(path.startswith(f"{base}/") for path in paths)
    assert ask(base + assets.path("dom.js")).status == 200
    assert ask(assets.path("dom.js")).status == 404
    assert server.plotly_source() == base + server.plotly_path()
    later = {base + assets.path(name) for name in assets.LATER}
    assert set(re.findall("<(.*?)>", server.page_links())) == {base + path for path in found} - later


def test_a_component_loads_its_script_from_below_the_base_path() -> None:
    assert f'new URL("/a/b{assets.path("dom.js")}", document.baseURI)' in assets.shim("dom.js", "/a/b")


def test_without_a_base_path_the_page_finds_everything_below_its_own_address() -> None:
    assert f'new URL(".{assets.path("dom.js")}", document.baseURI)' in assets.shim("dom.js", "")
    assert server.plotly_source() == f".{server.plotly_path()}"
    assert all(link.startswith("./") for link in re.findall("<(.*?)>", server.page_links()))


def test_the_policy_lets_in_the_inline_script_of_streamlit_and_no_other() -> None:
    index = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    inline = re.findall(r"<script>(.*?)</script>", index, flags=re.DOTALL)
    assert inline
    scripts = next(part for part in server.policy().split("; ") if part.startswith("script-src"))
    hashes = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline}
    assert set(re.findall("'sha256-(.*?)'", scripts)) == hashes
    assert "unsafe-inline" not in scripts
    assert not re.findall(r"<script(?![^>]*\bsrc=)[^>]+>", index), "an inline script with attributes has no hash"


def test_the_policy_names_no_other_host() -> None:
    assert not re.search(r"https?:|\*|\.\w", server.policy())
    for rule in ("default-src 'self'", "object-src 'none'", "base-uri 'self'", "frame-ancestors 'self'"):
        assert rule in server.policy()


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/data", 200), ("/nothing", 404)])
def test_every_answer_carries_the_headers_that_guard_the_page(path: str, status: int) -> None:
    answer = ask(path, routes=[Route("/", page), Route("/data", data)])
    assert answer.status == status
    assert set(GUARDS) <= set(answer.headers)
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_only_the_page_tells_the_browser_what_to_fetch_along_with_it() -> None:
    routes = [Route("/", page), Route("/data", data)]
    assert "modulepreload" in ask("/", routes=routes).headers["link"]
    assert "link" not in ask("/data", routes=routes).headers


def test_a_websocket_is_passed_on_untouched() -> None:
    seen: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["type"])
        await send({"type": "websocket.accept"})

    async def send(message: Any) -> None:
        seen.append(str(sorted(message)))

    async def receive() -> Any:
        return {}

    awaited(server.Headers(app)({"type": "websocket"}, receive, send))
    assert seen == ["websocket", "['type']"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_of_the_settings_are_those_of_the_charts(scheme: str) -> None:
    theme = THEMES[scheme]
    assert tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"][scheme] == {
        "primaryColor": theme.families["contacts"],
        "backgroundColor": theme.bg,
        "secondaryBackgroundColor": theme.era,
        "textColor": theme.ink,
        "linkColor": theme.families["contacts"],
        "borderColor": theme.grid,
    }


def test_the_settings_send_nothing_to_anybody_and_wait_for_no_answer() -> None:
    settings = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["server"]["showEmailPrompt"] is False
