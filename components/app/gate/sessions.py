"""The person in the cookie that Streamlit signs, for as long as it counts: until it is too old or was signed out with.

Streamlit itself lets a cookie count for a month and knows of no signing out elsewhere.
"""

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from cachetools import LRUCache
from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from components import settings as variables

USER: str = USER_COOKIE_NAME
"""Name of the cookie, and the beginning of those of its parts and of the provider's tokens."""
HOUR = 3600  # seconds
_MOST_ENDED = 10_000
# Digests of cookies that people signed out with, in this process.
_ended: LRUCache[str, bool] = LRUCache(_MOST_ENDED)
_lock = Lock()


@dataclass(frozen=True)
class Session:
    """``claims`` are those of the provider, ``until`` (seconds since 1970) is when it ends, ``mark`` tells it apart."""

    claims: Mapping[str, Any]
    until: float
    mark: str


def session(cookies: Mapping[str, str], now: float | None = None) -> Session | None:
    """The session whose cookie is among ``cookies``, ``None`` if there is none that counts at ``now``."""
    began: list[float] = []

    def one(name: str) -> bytes | None:
        content, at = _verified(name, cookies.get(name))
        began.append(at)
        return content

    content = get_cookie_with_chunks(one, USER) if cookies.get(USER) else None
    if content is None:
        return None
    claims = _claims(content)
    until = min(began) + variables.current().session_hours * HOUR
    mark = _mark(cookies)
    if claims is None or until <= (time.time() if now is None else now) or mark in _ended:
        return None
    return Session(claims, until, mark)


def end(cookies: Mapping[str, str]) -> str:
    """Whoever has these cookies signs out: their session counts no more in this process. Its mark, "" for none."""
    found = session(cookies)
    if found is None:
        return ""
    with _lock:
        _ended[found.mark] = True
    return found.mark


def _verified(name: str, value: str | None) -> tuple[bytes | None, float]:
    """What Streamlit's ``create_signed_value`` put into a cookie and when; ``None`` if it did not."""
    from itsdangerous import BadData, URLSafeTimedSerializer

    secret = get_cookie_secret()
    if not value or not secret:
        return None, 0.0
    try:
        content, at = URLSafeTimedSerializer(secret, salt=name).loads(value, return_timestamp=True)
    except (BadData, ValueError):  # ValueError: letters that no cookie of ours has
        return None, 0.0
    return (content.encode(), at.timestamp()) if isinstance(content, str) else (None, 0.0)


def _claims(content: bytes) -> Mapping[str, Any] | None:
    """Who signed in at this very page, as Streamlit judges it."""
    try:
        claims = json.loads(content)
    except ValueError:
        return None
    if not isinstance(claims, dict) or claims.get("is_logged_in") is not True:
        return None
    return claims if claims.get("origin") and claims["origin"] == get_origin_from_redirect_uri() else None


def _mark(cookies: Mapping[str, str]) -> str:
    parts = sorted((name, value) for name, value in cookies.items() if is_user_cookie(name))
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def is_user_cookie(name: str) -> bool:
    """Whether a cookie is the one that says who somebody is, or a part of it."""
    return name == USER or (name.startswith(f"{USER}_") and name[len(USER) + 1 :].isdigit())
