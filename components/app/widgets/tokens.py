"""Tokens for programs on the page of administration: making one, which is shown once, the list, and revoking."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components.app import settings, who
from components.app.api import PATH
from components.app.dom import Node, button, el
from components.app.gate.tokens import LIFE, forget
from components.app.server import base_path
from components.app.trouble import told_trouble
from components.app.widgets.history.words import when
from components.app.widgets.plain import plain
from components.events.words import Words
from components.stores.base import StoreError
from components.stores.instance import Token
from components.stores.opening import open_instance
from components.tokens import MOST, USUAL, new_token, state

LABEL, DAYS = "admin-label", "admin-days"
MADE, SURE, SAID, DONE = "admin-made", "admin-sure", "admin-said", "admin-copied"
"""Session keys: label and secret of the token just made, the id of one about to be revoked, what was done, and that the
secret was taken away just now.
"""
LONGEST = 80  # characters of a label
COLUMNS = ("label", "by", "at", "expires", "state", "act")


def tokens_part(words: Words, language: str) -> None:
    """Draw all of it, for an admin."""
    about = el("p", words("tokens.about"), css="ww-muted")
    public = None if settings.closed() else el("p", words("tokens.public"), css="ww-notice", role="note")
    plain(el("section", el("h2", words("tokens.title")), about, public, css="ww-plain"), "admin-tokens-head")
    _form(words, language)
    text, role = st.session_state.pop(SAID, ("", "status"))
    if text:
        plain(el("div", el("p", text, dir="auto"), css="ww-notice", role=role), "admin-told")
    if MADE in st.session_state:
        _shown_once(words)
    elif st.session_state.pop(DONE, False):
        plain(el("i", data_look=LABEL), "admin-look")  # the button that had the focus is gone
    try:
        tokens = open_instance().tokens()
    except StoreError as error:
        why = words("page.trouble", why=told_trouble(error, language))
        plain(el("div", why, css="ww-notice", role="alert"), "admin-tokens")
        return
    plain(_list(words, language, tokens), "admin-tokens", lambda message: _act(message, words, language))


def _form(words: Words, language: str) -> None:
    with (
        st.form("admin-form", border=False, enter_to_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input(words("tokens.label"), key=LABEL, max_chars=LONGEST, placeholder=words("tokens.label_hint"))
        st.number_input(words("tokens.days"), 1, MOST, USUAL, key=DAYS, width=160)
        st.form_submit_button(words("tokens.make"), on_click=_make, args=(words, language), key="admin-make")


def _make(words: Words, language: str) -> None:
    label, days = str(st.session_state[LABEL]), int(st.session_state[DAYS])
    person = who.person()
    if not who.is_admin():
        return
    if not label.strip():
        st.session_state[SAID] = words("tokens.blank"), "alert"
        return
    secret, token = new_token(label, person.name, days, datetime.datetime.now(datetime.UTC))
    try:
        open_instance().keep_token(token)
    except StoreError as error:
        st.session_state[SAID] = words("page.trouble", why=told_trouble(error, language)), "alert"
        return
    st.session_state[MADE] = token.label, secret
    st.session_state[LABEL] = ""


def _shown_once(words: Words) -> None:
    label, secret = st.session_state[MADE]
    told = el("div", el("p", words("tokens.made", label=label), dir="auto"), css="ww-notice", role="status")
    plain(told, "admin-made-head")
    st.code(secret, language=None, wrap_lines=True)
    st.caption(words("tokens.usage"))
    page = str(st.context.url or "").partition("?")[0].rstrip("/") or base_path()
    st.code(f'curl -H "Authorization: Bearer {secret}" {page}{PATH}/stories', language=None, wrap_lines=True)
    st.button(words("tokens.done"), key="admin-done", on_click=_copied)


def _copied() -> None:
    st.session_state.pop(MADE, None)
    st.session_state[DONE] = True


def _list(words: Words, language: str, tokens: Sequence[Token]) -> Node:
    if not tokens:
        return el("div", el("p", words("tokens.none")), css="ww-empty")
    sure, now = st.session_state.get(SURE, ""), datetime.datetime.now(datetime.UTC)
    head = el("tr", *(el("th", words(f"column.{one}"), scope="col") for one in COLUMNS))
    rows = [_row(words, language, one, now, sure=one.id == sure) for one in tokens]
    caption = el("caption", words("tokens.counted", n=len(tokens)))
    table = el("table", caption, el("thead", head), el("tbody", *rows), css="ww-table ww-wrap ww-tokens")
    return el("div", table, css="ww-table-room")


def _row(words: Words, language: str, token: Token, now: datetime.datetime, *, sure: bool) -> Node:
    found = state(token, now)
    by = token.revoked_by.partition(" <")[0]  # a signature "Ann Lee <ann@example.org>"
    told = words(f"state.{found}", by=by, at=when(token.revoked, language) if token.revoked else "")
    cells = {
        "label": token.label,
        "by": token.by,
        "at": when(token.at, language),
        "expires": when(token.expires, language) if token.expires else words("state.never"),
        "state": told,
    }
    drawn = [el("td", text, dir="auto", data_head=words(f"column.{name}")) for name, text in cells.items()]
    return el(
        "tr", *drawn, el("td", *_buttons(words, token, found, sure=sure)), css="" if found == "live" else "ww-over"
    )


def _buttons(words: Words, token: Token, found: str, *, sure: bool) -> Sequence[Node]:
    if found != "live":
        return ()
    if not sure:
        named = words("tokens.revoke_named", label=token.label)
        act = {"do": "ask", "id": token.id}
        return (button(words("tokens.revoke"), act=act, css="ww-chip", aria_label=named, data_key=f"ask-{token.id}"),)
    return (
        button(
            words("tokens.sure"), act={"do": "revoke", "id": token.id}, css="ww-chip", data_key=f"revoke-{token.id}"
        ),
        button(words("tokens.keep"), act={"do": "keep", "id": token.id}, css="ww-chip", data_key=f"ask-{token.id}"),
    )


def _act(message: Mapping[str, Any], words: Words, language: str) -> None:
    what, id = str(message.get("do", "")), str(message.get("id", ""))
    if what == "ask":
        st.session_state[SURE] = id
    elif what in ("keep", "revoke"):
        st.session_state.pop(SURE, None)
    if what == "revoke" and who.is_admin():
        _revoke(id, words, language)


def _revoke(id: str, words: Words, language: str) -> None:
    try:
        instance = open_instance()
        label = next((one.label for one in instance.tokens() if one.id == id), "")
        instance.revoke_token(id, who.person().name)
    except StoreError as error:
        st.session_state[SAID] = words("page.trouble", why=told_trouble(error, language)), "alert"
        return
    forget()
    st.session_state[SAID] = words("tokens.revoked", label=label, n=round(LIFE)), "status"
