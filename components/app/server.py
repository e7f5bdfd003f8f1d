"""What the server adds to Streamlit: our scripts, plotly.js out of its package, and the headers that guard the page."""

import base64
import gzip
import hashlib
import re
from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components import settings as variables
from components.app import api, assets, gate, watching
from components.app.gate.paths import opened
from components.app.running import health, metrics
from components.app.sharing import serving as sharing

FOREVER = "public, max-age=31536000, immutable"
TYPES = {".js": "text/javascript", ".css": "text/css"}


def base_path() -> str:
    """The path the page lives under ("" or "/timeline")."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


@lru_cache(maxsize=1)
def plotly_path() -> str:
    """Where plotly.js is served, below the path of the page; it changes with the version of plotly."""
    return f"/whowhen/plotly-{version('plotly')}.min.js"


def plotly_source() -> str:
    """The address of plotly.js for the page, "" where it comes with it."""
    return "" if assets.come_with_the_page() else assets.below(base_path(), plotly_path())


@lru_cache(maxsize=16)
def packed(name: str, encoding: str) -> bytes:
    """The file ``name`` ("plotly" or an asset), compressed once: "br", "gzip" or "identity"."""
    raw = _plotly() if name == "plotly" else assets.content(name).encode()
    if encoding == "br":
        import brotli

        return bytes(brotli.compress(raw, quality=5))  # 0.2 s for plotly.js; 9 saves 5 % more in 2 s
    return gzip.compress(raw, 6) if encoding == "gzip" else raw


def _plotly() -> bytes:
    import plotly

    return (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_bytes()


def accepted_encoding(header: str) -> str:
    """The best encoding of ours that an Accept-Encoding header allows (RFC 9110, 12.5.3)."""
    weights = {}
    for part in header.split(","):
        coding, _, weight = part.replace(" ", "").lower().partition(";q=")
        weights[coding] = weight or "1"
    wanted = [one for one in ("br", "gzip") if weights.get(one, "0") not in ("0", "0.0", "0.00", "0.000")]
    return wanted[0] if wanted else "identity"


def _serve(name: str, media_type: str) -> Route:
    async def send(request: Request) -> Response:
        encoding = accepted_encoding(request.headers.get("accept-encoding", ""))
        headers = {"Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
        if encoding != "identity":
            headers["Content-Encoding"] = encoding
        return Response(packed(name, encoding), media_type=media_type, headers=headers)

    path = plotly_path() if name == "plotly" else assets.path(name)
    return Route(base_path() + path, send, methods=["GET", "HEAD"])


def routes() -> list[BaseRoute]:
    """Our routes, under the path the page lives under."""
    assets.routed()
    scripts = [_serve(name, TYPES[Path(name).suffix]) for name in assets.PARTS]
    page = [watching.route(base_path(), may_listen), *sharing.routes(base_path())]
    return [_serve("plotly", TYPES[".js"]), *scripts, *page, *_running(), _api()]


def _running() -> list[BaseRoute]:
    """What whoever runs the server asks."""
    token = variables.current().metrics_token
    return [*health.routes(base_path()), *([metrics.route(base_path(), token)] if token else [])]


def _api() -> BaseRoute:
    return api.route(base_path(), variables.current().cors)


def may_listen(browser: HTTPConnection) -> bool:
    """Whether a browser may learn when a story changes; what changed it learns from the page."""
    return gate.may_read(browser)


def is_open() -> Callable[[str], bool]:
    """Whether a path is open to everybody even where reading needs a sign-in: what is there tells of no story."""
    ours = [plotly_path(), *(assets.path(name) for name in assets.PARTS)]
    if variables.current().metrics_token:
        ours.append(metrics.PATH)  # it has a word of its own
    return opened(base_path(), ours)


@lru_cache(maxsize=8)
def policy(framed_by: tuple[str, ...] = ()) -> str:
    """The Content-Security-Policy under which Streamlit and our components draw, and nothing else loads.

    Streamlit evaluates strings and loads components from blob: addresses; the inline script of its page is let in by
    its hash. ``framed_by`` are sites that may show the page in a frame, besides its own origin.
    """
    index = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", index, flags=re.DOTALL)
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in scripts
    )
    ancestors = " ".join(("'self'", *framed_by))
    return (
        f"default-src 'self'; script-src 'self' 'unsafe-eval' blob: {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; connect-src 'self' ws: wss:; font-src 'self' data:; worker-src 'self' blob:; "
        f"object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors {ancestors}"
    )


def page_links() -> str:
    """The Link header of the page: what the browser fetches along with it, long before Streamlit asks."""
    base = base_path()
    modules = (
        f"<{assets.below(base, assets.path(name))}>; rel=modulepreload"
        for name in assets.PARTS
        if name.endswith(".js") and name not in assets.LATER
    )
    style = f"<{assets.below(base, assets.path('style.css'))}>; rel=preload; as=style"
    return ", ".join([f"<{assets.below(base, plotly_path())}>; rel=preload; as=script", style, *modules])


class Headers:
    """ASGI middleware that puts the security headers on every answer, and links on the page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; WebSockets are left alone."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        framed = variables.current().frame_ancestors if _is_embedded(scope) else ()

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                guard(MutableHeaders(scope=message), framed)
            await send(message)

        await self.app(scope, receive, guarded)


def _is_embedded(scope: Scope) -> bool:
    """Whether a request asks for the page as it stands in a frame of another page."""
    return "true" in parse_qs(bytes(scope["query_string"]).decode("latin-1").lower()).get("embed", [])


def guard(headers: MutableHeaders, framed_by: tuple[str, ...] = ()) -> None:
    """Put the security headers into ``headers`` of an answer, and the links if it is the page.

    ``framed_by`` are sites that may show it in a frame.
    """
    own = "content-security-policy" in headers  # a page that is not Streamlit's, and needs far less
    headers.setdefault("Content-Security-Policy", policy(framed_by))
    headers["X-Content-Type-Options"] = "nosniff"
    if not framed_by:  # it knows no list of sites; browsers of today go by the policy alone
        headers["X-Frame-Options"] = "SAMEORIGIN"
    headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if headers.get("content-type", "").startswith("text/html") and not own:
        headers.append("Link", page_links())
