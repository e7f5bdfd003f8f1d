"""Who is at the page, and what that person may do. The pages ask here; what decides it is ``stores/editing.py``.

A page that changes a story does it by ``store(name)``, which lets through what the person at the page may do and
refuses the rest. So a control that should not have been drawn, or a message that no control sent, changes nothing.
"""

import getpass
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

import streamlit as st

from components.app import settings, stories
from components.app.gate.sessions import session
from components.app.roles import identity, plain_name
from components.app.running.counting import Counted
from components.app.state import query
from components.app.view import LANGUAGES, pinned
from components.events.words import Words, load_words
from components.stores.base import Store
from components.stores.editing import Decision, Request
from components.stores.guarded import Guarded
from components.stores.opening import only_read

NAME = "editing-name"
"""Key of the name that a person at a local page gave; changes are signed with it."""
NAME_COOKIE = "whowhen_name"
"""Where the browser keeps that name for the next visit."""
SHOWN = "story-shown"
"""Key of the story that the page shows."""


@dataclass(frozen=True)
class Person:
    """``name`` signs changes and owns drafts; "" for a person nobody knows. ``shown`` is what the page calls them.

    ``role`` is "viewer", "editor" or "admin". An admin may what an editor may; what only admins may are matters of the
    instance, not of a story. ``why_not`` tells who may not edit what decides that, in the reader's language. ``listed``
    is whether the configuration gives the person, whose address is ``email``, a role; ``no_entry``, a key under
    ``[reading]`` of the words, tells why not.
    """

    name: str
    role: str
    signed_in: bool = False
    why_not: str = ""
    shown: str = ""
    listed: bool = field(default=False, compare=False)
    no_entry: str = field(default="", compare=False)
    email: str = field(default="", compare=False)

    @property
    def may_edit(self) -> bool:
        """Whether the page shows controls that change the story."""
        return self.role in ("editor", "admin") and not self.why_not


def person() -> Person:
    """Who is at the page now. Nobody changes what it shows of an earlier revision, nor anything from within a frame of
    another site, which could lead a click astray, nor a story that is kept as Parquet.

    Raises ``SettingError`` for settings that cannot be read, and lets nobody in.
    """
    one = _anybody()
    why = "pinned" if pinned(query()) else "embedded" if st.context.is_embedded else ""
    why = why or ("parquet" if only_read(st.session_state.get(SHOWN, "")) else "")
    return replace(one, why_not=_words()(f"why.{why}")) if why and one.may_edit else one


def _anybody() -> Person:
    decided = decision()
    if decided.mode == "login":
        return _signed_in()
    if settings.people_sign_in():
        one = _signed_in()
        return replace(one, why_not=_words()(f"why.{decided.reason}"))
    if decided.mode == "local":
        name = local_name()
        return Person(name, "editor", shown=name)
    return Person("", "viewer", why_not=_words()(f"why.{decided.reason}"))


def may_read() -> bool:
    """Whether the person at the page may see stories at all. Each run asks this before it looks at any."""
    return not settings.closed() or person().listed


def is_admin() -> bool:
    """Whether the person at the page looks after this installation."""
    one = person()
    return one.signed_in and one.role == "admin"


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
    if claims.get("is_logged_in") is not True or not _lasts():
        return Person("", "viewer", why_not=words("why.signed_out"))
    roles = settings.roles()
    who = identity(claims, roles.trusted)
    if not who.email:
        return Person("", "viewer", True, words(f"why.{who.why}"), who.name, no_entry=who.why)
    shown, role = who.name or who.email, roles.of(who.email)
    why_not = "" if role in ("editor", "admin") else words("why.role" if role else "why.no_role", email=who.email)
    no_entry = "" if role else "no_role"
    return Person(who.signature, role or "viewer", True, why_not, shown, bool(role), no_entry, who.email)


def _lasts() -> bool:
    """Whether the session of the person whom Streamlit knows is not over: Streamlit looks at the cookie but once.

    Without a request there is no cookie to look at; nobody whom Streamlit knows by one comes that way.
    """
    return not st.context.headers or session(st.context.cookies.to_dict()) is not None


def _words() -> Words:
    """The words of accounts in the reader's language, which no story needs to be loaded for."""
    wanted = (query().get("lang", [""])[-1], (st.context.locale or "")[:2])
    language = next((one for one in wanted if one in LANGUAGES), LANGUAGES[0])
    return load_words(Path(__file__).parent, language, "account")
