"""What the server adds to Streamlit: plotly.js out of the installed package, and the headers that guard the page."""

import base64
import gzip
import hashlib
import re
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOREVER = "public, max-age=31536000, immutable"


def base_path() -> str:
    """The path the page lives under ("" or "/timeline")."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def plotly_source() -> str:
    """The address of plotly.js, which changes with its version."""
    return f"{base_path()}/whowhen/plotly-{version('plotly')}.min.js"


@lru_cache(maxsize=3)
def plotly_file(encoding: str) -> bytes:
    """plotly.js as the plotly package carries it, compressed once: "br", "gzip" or "identity"."""
    import plotly

    raw = (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_bytes()
    if encoding == "br":
        import brotli

        return bytes(brotli.compress(raw, quality=5))
    return gzip.compress(raw, 6) if encoding == "gzip" else raw


def send_plotly(request: Request) -> Response:
    """Serve plotly.js, compressed as the browser likes it and to be kept forever."""
    accepted = {part.split(";")[0].strip() for part in request.headers.get("accept-encoding", "").split(",")}
    encoding = next((one for one in ("br", "gzip") if one in accepted), "identity")
    headers = {"Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
    if encoding != "identity":
        headers["Content-Encoding"] = encoding
    return Response(plotly_file(encoding), media_type="text/javascript", headers=headers)


def routes() -> list[Route]:
    """Our routes, under the path the page lives under."""
    return [Route(plotly_source(), send_plotly, methods=["GET"])]


@lru_cache(maxsize=1)
def policy() -> str:
    """The Content-Security-Policy under which Streamlit and our components draw, and nothing else loads."""
    index = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in re.findall(r"<script>(.*?)</script>", index, flags=re.DOTALL)
    )
    return (
        f"default-src 'self'; script-src 'self' 'unsafe-eval' blob: {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; connect-src 'self' ws: wss:; font-src 'self' data:; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    )


class Headers:
    """ASGI middleware that puts the security headers on every answer, and has plotly.js fetched along with the page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; WebSockets are left alone."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy()
                headers["X-Content-Type-Options"] = "nosniff"
                headers["X-Frame-Options"] = "SAMEORIGIN"
                headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
                headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("Link", f"<{plotly_source()}>; rel=preload; as=script")
            await send(message)

        await self.app(scope, receive, guarded)
