"""The gate: where reading needs a sign-in, every route but a short list is closed to those nobody knows.

What is closed and what is not there answer alike. A WebSocket is closed when the session that opened it ends.
"""

import asyncio
import json
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.app import settings
from components.app.gate.paths import PAGE, SIGN_OUT
from components.app.gate.reading import READER, Reader, reader
from components.app.gate.sessions import Session, end, is_user_cookie, session
from components.stores.base import StoreError

REFUSED = 1008  # RFC 6455: against the rules here
_SHORT = re.compile(r"/s/([A-Za-z0-9_-]{1,64})")
_LONGEST_WAIT = 24 * 3600  # seconds: no loop waits for a year; the page connects anew
# A store that does not answer must not take the threads that Streamlit serves files with.
_threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="whowhen-gate")


class Gate:
    """ASGI middleware. ``base`` is the path the page lives under, ``is_open`` knows the paths for everybody."""

    def __init__(self, app: ASGIApp, base: str, is_open: Callable[[str], bool]) -> None:
        self.app, self.base, self._is_open = app, base, is_open
        self._sockets: dict[str, set[asyncio.Event]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through or answer it."""
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope["path"])
        if path == self.base + SIGN_OUT and settings.people_sign_in():
            self._sign_out(scope)
        if not settings.closed() or self._is_open(path) or _is_preflight(scope, self.base):
            await self.app(scope, receive, send)
            return
        try:
            found = await _reader(scope)
        except StoreError:
            await _answer(send, scope, 503, "Nobody can be let in just now: try again soon.", {"retry-after": "2"})
            return
        if found is None:
            await _refuse(scope, send, self.base)
            return

        async def private(message: Message) -> None:
            if message["type"] == "http.response.start":
                _keep_private(MutableHeaders(scope=message))
            await send(message)

        await self.app({**scope, READER: found}, receive, private)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not settings.people_sign_in():
            await self.app(scope, receive, send)
            return
        found = session(_cookies(scope))
        if not settings.closed():
            await self.app(scope if found else _without_user(scope), receive, send)
        elif str(scope["path"]) == self.base + PAGE:
            await self._kept(scope if found else _without_user(scope), receive, send, found)
        else:
            await self._known(scope, receive, send)

    async def _known(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A WebSocket that is for readers only."""
        known: Reader | None = None
        with suppress(StoreError):
            known = await _reader(scope)
        if known is None:
            await send({"type": "websocket.close", "code": REFUSED})
        else:
            await self._kept({**scope, READER: known}, receive, send, known)

    async def _kept(self, scope: Scope, receive: Receive, send: Send, by: Session | Reader | None) -> None:
        """A WebSocket for as long as what opened it holds."""
        if by is None:
            await self.app(scope, receive, send)
            return
        over = asyncio.Event()
        sockets = self._sockets.setdefault(by.mark, set())
        sockets.add(over)
        loop = asyncio.get_running_loop()
        timer = loop.call_later(min(max(0.0, by.until - time.time()), _LONGEST_WAIT), over.set)
        try:
            await self.app(scope, _until(over, receive, send), _while_not(over, send))
        finally:
            timer.cancel()
            sockets.discard(over)
            if not sockets:
                self._sockets.pop(by.mark, None)

    def _sign_out(self, scope: Scope) -> None:
        """End the session, and what other tabs of that browser have open here."""
        for one in self._sockets.get(end(_cookies(scope)) or "-", ()):
            one.set()


async def _reader(scope: Scope) -> Reader | None:
    headers = Headers(scope=scope)
    if "authorization" not in headers:
        return reader(headers)
    return await asyncio.get_running_loop().run_in_executor(_threads, reader, headers)


def _until(over: asyncio.Event, receive: Receive, send: Send) -> Receive:
    async def received() -> Message:
        news, ended = asyncio.ensure_future(receive()), asyncio.ensure_future(over.wait())
        try:
            await asyncio.wait((news, ended), return_when=asyncio.FIRST_COMPLETED)
            if not over.is_set():
                return news.result()
        finally:
            news.cancel()
            ended.cancel()
        with suppress(Exception):  # it has gone by itself
            await send({"type": "websocket.close", "code": REFUSED})
        return {"type": "websocket.disconnect", "code": REFUSED}

    return received


def _while_not(over: asyncio.Event, send: Send) -> Send:
    async def sent(message: Message) -> None:
        if not over.is_set():
            await send(message)

    return sent


def _cookies(scope: Scope) -> dict[str, str]:
    return cookie_parser("; ".join(Headers(scope=scope).getlist("cookie")))


def _without_user(scope: Scope) -> Scope:
    """``scope`` without the cookie that says who somebody is: it counts no more, and Streamlit does not know."""
    name = b"cookie"
    rest = "; ".join(f"{key}={value}" for key, value in _cookies(scope).items() if not is_user_cookie(key))
    kept = [pair for pair in scope["headers"] if pair[0].lower() != name]
    return {**scope, "headers": [*kept, (name, rest.encode("latin-1"))]} if rest else {**scope, "headers": kept}


def _is_preflight(scope: Scope, base: str) -> bool:
    """Whether a browser asks, before a script's request to the API, if it may: it never says who is there."""
    asks = scope["method"] == "OPTIONS" and "access-control-request-method" in Headers(scope=scope)
    return asks and str(scope["path"]).startswith(f"{base}/api/") and bool(settings.cors())


def _keep_private(headers: MutableHeaders) -> None:
    """No cache that others share may keep an answer that not all may read."""
    if "no-store" not in headers.get("cache-control", ""):
        headers["cache-control"] = "private, no-cache"
    if headers.get("vary") != "*":
        headers.add_vary_header("Cookie, Authorization")


async def _refuse(scope: Scope, send: Send, base: str) -> None:
    """A browser that goes somewhere is led to the page, where people sign in; all else is told to say who asks."""
    path = str(scope["path"]).removeprefix(base)
    accepts = Headers(scope=scope).get("accept", "")
    if scope["method"] in ("GET", "HEAD") and "text/html" in accepts and not path.startswith("/api/"):
        short = _SHORT.fullmatch(path)
        home = f"{base}/?s={short[1]}" if short else f"{base}/"
        await _send(send, 303, {"location": home, "cache-control": "no-store"}, b"")
        return
    more = {"www-authenticate": 'Bearer realm="whowhen"'}
    await _answer(send, scope, 401, "Sign in, or send a token.", more)


async def _answer(send: Send, scope: Scope, status: int, detail: str, more: dict[str, str]) -> None:
    """A problem (RFC 9457) that is the same for every path."""
    title = {401: "Unauthorized", 503: "Service Unavailable"}[status]
    data = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    content = json.dumps(data, ensure_ascii=False).encode()
    headers = {"content-type": "application/problem+json", "cache-control": "no-store", **more}
    headers["content-length"] = str(len(content))
    await _send(send, status, headers, b"" if scope["method"] == "HEAD" else content)


async def _send(send: Send, status: int, headers: dict[str, str], content: bytes) -> None:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": content})
