"""Parts of pages that are about no story: they know the reader's language and theme, and no scene."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from components.app.dom import Node, button, el, show
from components.app.state import query, scheme
from components.app.style import tokens
from components.app.view import LANGUAGES
from components.app.widgets.head import OWN_NAMES
from components.charts.theme import THEMES


def reader_language() -> str:
    """The language that the address or else the browser asks for."""
    asked = [*query().get("lang", []), (st.context.locale or "en")[:2], "en"]
    return next(code for code in asked if code in LANGUAGES)


def plain(tree: Node, key: str, do: Callable[[Mapping[str, Any]], None] = lambda _: None) -> None:
    """Draw ``tree`` under ``key``; ``do`` gets what is clicked, but for languages."""

    def act(message: Mapping[str, Any]) -> None:
        if message.get("do") == "lang" and message.get("id") in LANGUAGES:
            st.query_params["lang"] = str(message["id"])
        else:
            do(message)

    root = el("div", tree, lang=reader_language())
    show(root, key=key, tokens=tokens(THEMES[scheme()]), on_act=act)


def languages() -> Node:
    """The languages to choose from, as the head of every page has them."""
    here = reader_language()
    chosen = (
        button(
            code.upper(),
            act={"do": "lang", "id": code},
            css="ww-link" + (" ww-here" if code == here else ""),
            lang=code,
            aria_label=OWN_NAMES[code],
            aria_pressed=str(code == here).lower(),
            data_key=f"lang-{code}",
        )
        for code in LANGUAGES
    )
    return el("nav", el("span", *chosen, css="ww-nav-languages"), css="ww-nav")
