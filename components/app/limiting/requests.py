"""Requests that cost are let through as often as ``figures`` allow, the others get 429 with when to ask again."""

import re
from collections.abc import Mapping, Sequence

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components import settings
from components.app.api.problems import of_problem
from components.app.api.values import ProblemError
from components.app.gate import READER, Reader, reader
from components.app.limiting.clients import HOME, client
from components.app.running.requests import refuse
from components.proxies import proxies

_KINDS = (
    ("feed", re.compile(r"/api/.*\.(ics|atom)")),
    ("api", re.compile(r"/api(/.*)?")),
    ("picture", re.compile(r"/s/[^/]*(/.*|\.\w+)")),
    ("link", re.compile(r"/s/.*")),
    ("sign_in", re.compile(r"/auth/login|/oauth2callback")),
    ("upload", re.compile(r"/_stcore/upload_file/.*")),
)
_FREE = ("OPTIONS", "DELETE")
_PAGE = "/_stcore/stream"
_OPENED_NOTHING = (401, 404)


def kind_of(method: str, path: str) -> str:
    """What a request for ``path``, below that of the page, counts as; "" for what is not limited."""
    if method in _FREE:
        return ""
    return next((kind for kind, form in _KINDS if form.fullmatch(path)), "")


def asking(peer: str, headers: Mapping[str, Sequence[str]], known: str = "") -> str:
    """The client of a request: who is ``known`` by a sign-in or a token, else where it comes from."""
    found = client(peer, headers, proxies(settings.current().proxies))
    return f"person {known}" if known and found != HOME else found


def client_of(scope: Scope) -> str:
    """The client of a request that came through the gate."""
    headers = Headers(scope=scope)
    found = scope.get(READER)
    if found is None and "authorization" not in headers:  # to look a token up is the gate's business, and takes a while
        found = reader(headers)
    return _client(scope, headers, found.name if isinstance(found, Reader) else "")


def _client(scope: Scope, headers: Headers, known: str = "") -> str:
    every = {name: headers.getlist(name) for name in headers}
    return asking(scope["client"][0] if scope.get("client") else "", every, known)


class Guesses:
    """ASGI middleware before the gate: who sends words that open nothing is soon not listened to any more."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, but further guesses of one who guessed too often."""
        if scope["type"] != "http" or "authorization" not in Headers(scope=scope):
            await self.app(scope, receive, send)
            return
        from components.app.limiting.counting import limits

        client = _client(scope, Headers(scope=scope))

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in _OPENED_NOTHING:
                limits.ask("guess", client)
            await send(message)

        if seconds := limits.wait("guess", client):
            await _refuse(scope, receive, send, _too_often(seconds))
        else:
            await self.app(scope, receive, counted)


class Limited:
    """ASGI middleware around all routes, within the gate. ``base`` is the path the page lives under."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app, self.base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is let through."""
        path = str(scope.get("path", ""))
        below = path.removeprefix(self.base) if path.startswith(self.base) else ""
        if scope["type"] == "websocket" and below == _PAGE:
            await self._open(scope, receive, send)
            return
        kind = kind_of(scope["method"], below) if scope["type"] == "http" else ""
        problem = self._problem(kind, scope, below) if kind else None
        if problem is None:
            await self.app(scope, receive, send)
        else:
            await _refuse(scope, receive, send, problem)

    def _problem(self, kind: str, scope: Scope, path: str) -> ProblemError | None:
        from components.app.limiting.counting import limits  # a start need not wait for it
        from components.app.limiting.crowd import takes_files

        if seconds := limits.ask(kind, client_of(scope)):
            return _too_often(seconds)
        if kind == "upload" and not takes_files(path.split("/")[3]):
            return ProblemError(413, "There are too many files: open the page anew.")
        return None

    async def _open(self, scope: Scope, receive: Receive, send: Send) -> None:
        from components.app.limiting.crowd import crowd

        client = client_of(scope)
        if not crowd.has_room(client):
            await refuse(scope, send, b"too many pages are open")
            return
        with crowd.one(client):
            await self.app(scope, receive, send)


def _too_often(seconds: int) -> ProblemError:
    return ProblemError(429, f"You ask too often: try again in {seconds} seconds.", {"Retry-After": str(seconds)})


async def _refuse(scope: Scope, receive: Receive, send: Send, problem: ProblemError) -> None:
    await (await of_problem(Request(scope), problem))(scope, receive, send)
