"""Who is at the page, and what that person may do. The pages ask here; what decides it is ``stores/editing.py``.

A page that changes a story does it by ``store(name)``, which lets through what the person at the page may do and
refuses the rest. So a control that should not have been drawn, or a message that no control sent, changes nothing.
"""

import getpass
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import streamlit as st

from components.app import settings, stories
from components.app.roles import identity, plain_name
from components.app.running.counting import Counted
from components.app.state import query
from components.app.view import LANGUAGES
from components.events.words import Words, load_words
from components.stores.base import Store
from components.stores.editing import Decision, Request
from components.stores.guarded import Guarded

NAME = "editing-name"
"""Key of the name that a person at a local page gave; changes are signed with it."""
NAME_COOKIE = "whowhen_name"
"""Where the browser keeps that name for the next visit."""


@dataclass(frozen=True)
class Person:
    """``name`` signs changes and owns drafts; "" for a person nobody knows. ``shown`` is what the page calls them.

    ``role`` is "viewer", "editor" or "admin". An admin may what an editor may; what only admins may are matters of the
    instance, not of a story. ``why_not`` tells a viewer what decides that, in the reader's language.
    """

    name: str
    role: str
    signed_in: bool = False
    why_not: str = ""
    shown: str = ""

    @property
    def may_edit(self) -> bool:
        """Whether the page shows controls that change the story."""
        return self.role in ("editor", "admin")


def person() -> Person:
    """Who is at the page now. Raises ``SettingError`` for settings that cannot be read, and lets nobody in."""
    decided = decision()
    if decided.mode == "login":
        return _signed_in()
    if decided.mode == "local":
        name = local_name()
        return Person(name, "editor", shown=name)
    return Person("", "viewer", why_not=_words()(f"why.{decided.reason}"))


def store(name: str) -> Store:
    """The store of the story ``name`` as the person at the page may use it; it refuses what that person may not."""
    whole, one = Counted(stories.store(name)), person()
    if not one.may_edit:
        return Guarded(whole, one.why_not)
    return Guarded(whole, only=one.name) if one.signed_in else whole


def decision() -> Decision:
    """How people may edit at this page: ``mode`` is "off", "local" or "login"."""
    return settings.decision(request())


def request() -> Request:
    """What is known of the request that opened the page."""
    headers = st.context.headers
    values = {name.lower(): tuple(headers.get_all(name)) for name in headers}
    # Streamlit tells no address for 127.0.0.1 and ::1, and none at all outside of a server, where no header is either.
    return Request(str(st.context.ip_address or ("127.0.0.1" if values else "")), values)


def local_name() -> str:
    """The name that signs changes at a local page: as given, as at the last visit, else that of the account."""
    given = st.session_state[NAME] if NAME in st.session_state else _remembered()
    return plain_name(str(given)) or plain_name(_account()) or "local user"


def _remembered() -> str:
    cookie = st.context.cookies.get(NAME_COOKIE)
    return unquote(cookie) if isinstance(cookie, str) else ""  # a page without a browser has something else


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container may run as a number without a name
        return ""


def _signed_in() -> Person:
    words = _words()
    claims = st.user.to_dict()
    if claims.get("is_logged_in") is not True:
        return Person("", "viewer", why_not=words("why.signed_out"))
    roles = settings.roles()
    who = identity(claims, roles.trusted)
    if not who.email:
        return Person("", "viewer", True, words(f"why.{who.why}"), who.name)
    shown, role = who.name or who.email, roles.of(who.email)
    why_not = "" if role in ("editor", "admin") else words("why.role" if role else "why.no_role", email=who.email)
    return Person(who.signature, role or "viewer", True, why_not, shown)


def _words() -> Words:
    """The words of accounts in the reader's language, which no story needs to be loaded for."""
    wanted = (query().get("lang", [""])[-1], (st.context.locale or "")[:2])
    language = next((one for one in wanted if one in LANGUAGES), LANGUAGES[0])
    return load_words(Path(__file__).parent, language, "account")
