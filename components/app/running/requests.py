"""Each request: its id, its line in the log, pages that are connected, and none let in while the server stops."""

import logging
import re
import time
import uuid

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.app.running import logs, metrics
from components.app.running.work import work

HEADER = "x-request-id"
_SANE = re.compile(r"[A-Za-z0-9._-]{8,100}", re.ASCII)
_QUIET = ("/static/", "/_stcore/health", "/healthz", "/readyz", "/metrics", "/whowhen/")
"""Parts of paths that are asked for all the time."""
_LONGEST = 200  # characters of a path
_PAGE = "/_stcore/stream"


class Requests:
    """ASGI middleware around everything else. ``base`` is the path the page lives under."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app, self.base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its id, which the answer has, too."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        said = given if _SANE.fullmatch(given) else uuid.uuid4().hex
        kept = [(name, value) for name, value in scope["headers"] if name.lower() != HEADER.encode()]
        scope = {**scope, "headers": [*kept, (HEADER.encode(), said.encode())]}  # the page finds it there
        token = logs.request_id.set(said)
        try:
            if scope["type"] == "http":
                await self._answer(scope, receive, send, said)
            elif work.stopping:
                await refuse(scope, send, b"stopping")
            else:
                await self._connect(scope, receive, send, said)
        finally:
            logs.request_id.reset(token)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, said: str) -> None:
        began, status = time.perf_counter(), [500]

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                status[0] = message["status"]
                MutableHeaders(scope=message)[HEADER] = said
            await send(message)

        try:
            await self.app(scope, receive, marked)
        finally:
            self._tell(scope, status[0], time.perf_counter() - began)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        path = str(scope["path"])
        if status >= 500 and not path.endswith("/readyz"):
            metrics.failed("request")
        if status < 400 and path.removeprefix(self.base).startswith(_QUIET):
            return
        level = logging.ERROR if status >= 500 else logging.INFO
        told = {"method": scope["method"], "path": path[:_LONGEST], "status": status, "ms": round(seconds * 1000)}
        logs.tell("request", level, **told)

    async def _connect(self, scope: Scope, receive: Receive, send: Send, said: str) -> None:
        is_page = str(scope["path"]) == self.base + _PAGE
        opened = [False]

        async def marked(message: Message) -> None:
            if message["type"] == "websocket.accept":
                MutableHeaders(scope=message)[HEADER] = said
                if is_page and not opened[0]:
                    opened[0] = True
                    metrics.connected(1)
            await send(message)

        try:
            await self.app(scope, receive, marked)
        finally:
            if opened[0]:
                metrics.connected(-1)


async def refuse(scope: Scope, send: Send, why: bytes) -> None:
    """Let no WebSocket in, in a way that a proxy understands, and asks another server."""
    if "websocket.http.response" in scope.get("extensions", {}):
        headers = [(b"content-type", b"text/plain"), (b"retry-after", b"1"), (b"connection", b"close")]
        await send({"type": "websocket.http.response.start", "status": 503, "headers": headers})
        await send({"type": "websocket.http.response.body", "body": why})
    else:
        await send({"type": "websocket.close", "code": 1012})
