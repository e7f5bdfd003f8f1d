"""What Streamlit's way of signing in leaves to be wished: the reader comes back to the same view, by safe cookies."""

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components import settings as variables
from components.app import settings
from components.app.gate.sessions import HOUR, USER
from components.app.server import base_path
from components.stores.editing import SettingError

BACK = "whowhen_back"
"""Cookie that keeps the query of the page, not its path or host, while the reader is at the provider."""
MINUTES = 10
_MAX_AGE = re.compile(r"; *max-age=(\d+)", re.IGNORECASE)
_QUERY = re.compile(r"[\w.~!$&'()*+,;=:@/?%-]{1,3000}", re.ASCII)


class SigningIn:
    """ASGI middleware around Streamlit's routes ``auth/login``, ``auth/logout`` and ``oauth2callback``."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; answers get another place to go on at, and Secure cookies where the page has https."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path, asked = str(scope["path"]).removeprefix(base_path()), Headers(scope=scope)

        async def changed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                _send_back(path, asked, headers)
                _secure(headers)
            await send(message)

        await self.app(scope, receive, changed)


def _send_back(path: str, asked: Headers, headers: MutableHeaders) -> None:
    """Keep the query of the page that is left; put it on the way home."""
    home = headers.get("location", "") == f"{base_path()}/"
    leaving, arriving = path in ("/auth/login", "/auth/logout"), path == "/oauth2callback"
    if not leaving and not arriving:
        return
    query = _query_left(asked) if leaving else _query_kept(asked)
    if home and query:
        headers["location"] = f"{base_path()}/?{query}"
    if home and arriving:
        headers.append("set-cookie", _cookie("", 0))
    elif leaving and not home:
        headers.append("set-cookie", _cookie(query, MINUTES * 60))


def _query_left(asked: Headers) -> str:
    """The query of the page of ours that the request comes from, "" for another's."""
    try:
        left = urlsplit(asked.get("referer", ""))
    except ValueError:
        return ""
    return left.query if left.netloc == asked.get("host") and _QUERY.fullmatch(left.query) else ""


def _query_kept(asked: Headers) -> str:
    cookies: Mapping[str, str] = cookie_parser(asked.get("cookie", ""))
    query = unquote(cookies.get(BACK, ""))
    return query if _QUERY.fullmatch(query) else ""


def _cookie(query: str, seconds: int) -> str:
    return f"{BACK}={quote(query, safe='')}; Path={base_path() or '/'}; Max-Age={seconds}; HttpOnly; SameSite=Lax"


def _secure(headers: MutableHeaders) -> None:
    """Where people sign in over https, no cookie goes over http, and the one that says who they are is kept no longer
    than it counts. Streamlit sees to neither by itself.
    """
    cookies = headers.getlist("set-cookie")
    if not cookies:
        return
    del headers["set-cookie"]
    end = "; Secure" if _is_https() else ""
    for cookie in cookies:
        kept = _kept_while_it_counts(cookie)
        headers.append("set-cookie", kept if "; secure" in kept.lower() else kept + end)


def _kept_while_it_counts(cookie: str) -> str:
    if not cookie.startswith(USER):  # tokens of the provider included
        return cookie
    most = variables.current().session_hours * HOUR
    return _MAX_AGE.sub(lambda found: f"; Max-Age={min(int(found[1]), most)}", cookie)


def _is_https() -> bool:
    try:
        auth = settings.secrets().get("auth")
    except SettingError:
        return False
    return isinstance(auth, Mapping) and str(auth.get("redirect_uri", "")).lower().startswith("https://")
