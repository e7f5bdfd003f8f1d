"""The page of this installation, for admins: tokens for programs, and what is configured. It shows no story."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import streamlit as st

from components import settings as variables
from components.app import settings, who
from components.app.dom import Node, button, el
from components.app.roles import ROLES
from components.app.widgets.plain import languages, plain, reader_language
from components.app.widgets.tokens import tokens_part
from components.events.words import Words, load_words
from components.stores.opening import in_database

HERE = Path(__file__).parent.parent
BACK = "back"
"""Parameter of the address: the query of the page that the admin came from."""


def show() -> None:
    """Draw it, for an admin."""
    language = reader_language()
    words = load_words(HERE, language, "admin")
    with st.container(key="admin", width=1000, gap="medium"):
        plain(_head(words, who.person().shown), "admin-head", _go_back)
        tokens_part(words, language)
        plain(_roles(words), "admin-roles")
        plain(_settings(words), "admin-settings")


def _head(words: Words, name: str) -> Node:
    back = button(words("page.back"), act={"do": "back"}, css="ww-link", data_key="back")
    there = el("span", el("span", name, css="ww-muted", dir="auto"), languages(), css="ww-plain-who")
    head = el("div", back, there, css="ww-plain-head")
    return el("header", head, el("h1", words("page.title")), css="ww-plain")


def _go_back(message: Mapping[str, Any]) -> None:
    if message.get("do") == "back":
        before = parse_qs(st.query_params.get(BACK, ""), keep_blank_values=True)
        st.query_params.from_dict({**before, "lang": [reader_language()]})


def _roles(words: Words) -> Node:
    roles = settings.roles()
    lines = []
    for role in ROLES:
        listed = sorted(entry for entry, given in roles.given.items() if given == role)
        shown = [el("li", one, dir="auto") for one in listed] or [el("li", words("roles.nobody"), css="ww-muted")]
        lines += [el("dt", words(f"roles.{role}")), el("dd", el("ul", *shown))]
    names = ", ".join(sorted(roles.trusted))
    trusted = el("p", words("roles.trusted", names=names), css="ww-muted") if names else None
    return _part(words, "roles", el("dl", *lines, css="ww-facts"), trusted)


def _settings(words: Words) -> Node:
    values = variables.current()
    facts = {
        "reading": words(f"settings.{values.reading}"),
        "editing": words("settings.editors" if values.editing == "login" else "settings.off"),
        "hours": words("settings.hour", n=values.session_hours),
        "stories": words("settings.database" if in_database() else "settings.folder"),
        "cors": " ".join(values.cors) or words("settings.own"),
        "frames": " ".join(values.frame_ancestors) or words("settings.own"),
    }
    lines = [part for key, text in facts.items() for part in (el("dt", words(f"settings.{key}")), el("dd", text))]
    return _part(words, "settings", el("dl", *lines, css="ww-facts"))


def _part(words: Words, name: str, *content: Node | None) -> Node:
    about = el("p", words(f"{name}.about"), css="ww-muted")
    return el(
        "section", el("h2", words(f"{name}.title")), about, *content, css="ww-plain", aria_label=words(f"{name}.title")
    )
