"""What stands in place of a story that cannot be read: its defects, one a line, and the way to the other stories."""

from pathlib import Path

import streamlit as st

from components.app.dom import Node, button, el, show
from components.app.scene import catalogues
from components.app.state import go, query, scheme
from components.app.style import tokens
from components.app.view import LANGUAGES, View
from components.charts.theme import THEMES
from components.events.errors import StoryError
from components.events.words import Words

COLUMNS = ("file", "row", "column", "value", "problem", "remedy")


def _words() -> tuple[Words, str]:
    asked = [*query().get("lang", []), (st.context.locale or "en")[:2], "en"]
    language = next(code for code in asked if code in LANGUAGES)
    return catalogues(language)[0], language


def no_stories(folder: Path) -> None:
    """The folder of stories is empty or missing: say which it is and how to begin."""
    st.text(_words()[0]("notice.no_stories", folder=str(folder)))


def show_defects(name: str, error: StoryError, names: list[str]) -> None:
    """The table of defects of story ``name``, and links to the other stories."""
    words, language = _words()
    tree = el(
        "main",
        el("h1", words("defects.title", name=name), dir="auto"),
        el("p", words("notice.unreadable")),
        _table(words, error),
        el("nav", *(_story(one, name) for one in names), css="ww-nav"),
        css="ww-defects",
        lang=language,
    )
    show(
        tree,
        key="defects",
        tokens=tokens(THEMES[scheme()]),
        on_act=lambda message: go(View(story=str(message.get("id", "")), lang=language)),
    )


def _table(words: Words, error: StoryError) -> Node:
    head = el("tr", *(el("th", words(f"defects.{column}"), scope="col") for column in COLUMNS))
    rows = [
        el("tr", *(el("td", str(getattr(defect, column) or ""), dir="auto") for column in COLUMNS))
        for defect in error.defects
    ]
    count = el("caption", words("defects.count", n=len(error.defects)))
    return el(
        "div", el("table", count, el("thead", head), el("tbody", *rows), css="ww-table ww-wrap"), css="ww-table-room"
    )


def _story(one: str, name: str) -> Node:
    here = one == name
    return button(
        one,
        act={"do": "story", "id": one},
        css="ww-link" + (" ww-here" if here else ""),
        aria_current=str(here).lower(),
    )
