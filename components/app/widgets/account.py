"""Who is at the page, in its head: the name at a local page; signing in and out where people sign in; else nothing."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote, urlencode

import streamlit as st

from components.app import settings, who
from components.app.dom import el
from components.app.draw import put
from components.app.roles import plain_name
from components.app.scene import Scene
from components.app.server import base_path
from components.app.state import keep
from components.app.widgets.filters import _plain
from components.app.widgets.popover import popover
from components.events.words import Words, load_words

HERE = Path(__file__).parent.parent
FIELD, KEEPER = "account-name", "account-keeper"
LEAVING = "account-leaving"
"""Key of the provider to which the browser is on its way to sign in, or of ``OUT``."""
OUT = "-"
LABEL = 24  # characters of a name that the head has room for
LONGEST = 80  # characters of a name that a person gives
WIDTH = 340  # px of what lies in the popover


def account_words(language: str) -> Words:
    """The catalogue ``wording/account_<language>.toml`` of the page."""
    return load_words(HERE, language, "account")


def account(scene: Scene) -> None:
    """Draw what lets a person say who they are."""
    words = account_words(scene.language)
    if who.decision().mode == "local":
        _local(scene, words)
    elif settings.people_sign_in():
        signing(words, who.person(), scene.view.to_query())


def signing(words: Words, person: who.Person, here: Mapping[str, Sequence[str]]) -> None:
    """Draw the ways in or out; ``here`` is the query of the page for an admin to come back to."""
    leave()
    if person.signed_in:
        _signed_in(words, person, here)
    else:
        _signed_out(words)


def _local(scene: Scene, words: Words) -> None:
    name = who.local_name()
    with popover("pop-account", words("head.you", name=_plain(_short(name))), type="tertiary") as opened:
        if opened.open:
            keep(FIELD, name)
            with st.container(width=WIDTH):
                st.text_input(words("local.name"), key=FIELD, max_chars=LONGEST, on_change=_named)
                st.caption(words("local.help"))
                # What opens lies at the end of the page: the keyboard would have to go through all of it.
                put(scene, "account-look", el("i", data_look=FIELD), lambda _: None)
    if who.NAME in st.session_state:
        value = quote(str(st.session_state[who.NAME]))
        _keeper()(key=KEEPER, data={"name": who.NAME_COOKIE, "value": value, "path": base_path() or "/"})


def _named() -> None:
    """The name stays in the session though its field comes and goes; an empty one is that of the account again."""
    st.session_state[who.NAME] = plain_name(str(st.session_state[FIELD]))


def _signed_out(words: Words) -> None:
    names = settings.providers()
    if len(names) == 1:
        ways_in(words, "tertiary")
        return
    with popover("pop-account", words("head.sign_in"), type="tertiary") as opened:
        if opened.open:
            ways_in(words)


def ways_in(words: Words, type: Literal["primary", "secondary", "tertiary"] = "secondary") -> None:
    """Draw a button for each provider."""
    names = settings.providers()
    if len(names) == 1:
        st.button(words("head.sign_in"), type=type, key="sign-in", on_click=_leaving, args=names, width="content")
        return
    for name in names:
        label = words("head.sign_in_with", provider=_plain(name.replace("-", " ").capitalize()))
        st.button(label, key=f"sign-in-{name}", on_click=_leaving, args=(name,), width="stretch")


def way_out(words: Words) -> None:
    """Draw the button that signs out."""
    st.button(words("head.sign_out"), key="sign-out", on_click=_leaving, args=(OUT,), width="content")


def _signed_in(words: Words, person: who.Person, here: Mapping[str, Sequence[str]]) -> None:
    with popover("pop-account", _plain(_short(person.shown)) or "?", type="tertiary") as opened:
        if not opened.open:
            return
        st.text(person.name or person.shown)
        st.text(person.why_not or words(f"roles.{person.role}"))
        if person.role == "admin":
            st.button(words("head.admin"), key="to-admin", on_click=_to_admin, args=(here,), width="content")
        way_out(words)


def _to_admin(here: Mapping[str, Sequence[str]]) -> None:
    """The page of this installation, which keeps the address to come back to."""
    kept = {"lang": list(here["lang"])} if "lang" in here else {}
    st.query_params.from_dict({"page": "admin", **kept, "back": urlencode(here, doseq=True)})


def _leaving(where: str) -> None:
    st.session_state[LEAVING] = where


def leave() -> None:
    """Send the browser off, in every run until it is gone: a run that another one interrupts can lose the message."""
    where = st.session_state.get(LEAVING)
    if where == OUT:
        st.logout()
    elif where:
        st.login(None if where == settings.DEFAULT else where)


def _short(name: str) -> str:
    return name if len(name) <= LABEL else f"{name[: LABEL - 1].rstrip()}…"


@st.cache_resource(show_spinner=False)
def _keeper() -> Any:
    """Lets the browser keep the name for the next visit."""
    return st.components.v2.component(
        "whowhen_name",
        html="<span></span>",
        js="""export default ({ data }) => {
          document.cookie = `${data.name}=${data.value};path=${data.path};SameSite=Lax;max-age=31536000`;
        };""",
    )
