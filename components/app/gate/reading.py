"""Who sent a request, and whether they may read."""

import datetime
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import HTTPConnection, cookie_parser

from components.app import settings
from components.app.gate.sessions import Session, session
from components.app.gate.tokens import live_token, secret_of
from components.app.roles import identity

READER = "whowhen.reader"
"""Key of a scope under which ``Gate`` leaves the ``Reader`` that it let in."""


@dataclass(frozen=True)
class Reader:
    """Who may read: ``name`` is an address or the label of a token, ``role`` that of the configuration ("viewer" for a
    token), ``until`` (seconds since 1970) when it ends, ``mark`` the session, "" for a token.
    """

    name: str
    role: str
    until: float = math.inf
    mark: str = ""


def reader(headers: Mapping[str, str], now: float | None = None) -> Reader | None:
    """Who sent a request with ``headers`` (names in small letters, or in any), if that person or program may read.

    A token goes before a cookie: one that opens nothing is not made good by a cookie. Looking a token up may take a
    while. Raises ``StoreError`` when it cannot be looked up.
    """
    at = time.time() if now is None else now
    said = headers.get("authorization") or ""
    if said[:7].lower() == "bearer ":
        return _of_token(secret_of(said), at)
    found = session(cookie_parser(headers.get("cookie") or ""), at)
    return of_session(found) if found else None


def of_session(found: Session) -> Reader | None:
    """The person of a session, if the configuration gives that address a role. Raises ``SettingError``."""
    roles = settings.roles()
    email = identity(found.claims, roles.trusted).email
    role = roles.of(email) if email else ""
    return Reader(email, role, found.until, found.mark) if role else None


def _of_token(secret: str, at: float) -> Reader | None:
    found = live_token(secret, datetime.datetime.fromtimestamp(at, datetime.UTC)) if secret else None
    if found is None:
        return None
    return Reader(found.label, "viewer", found.expires.timestamp() if found.expires else math.inf)


def may_read(connection: HTTPConnection) -> bool:
    """Whether a request that came through ``Gate`` may read stories; where everybody may not, others may not at all."""
    return not settings.closed() or isinstance(connection.scope.get(READER), Reader)
