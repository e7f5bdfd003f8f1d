"""What stands in place of a story that cannot be shown: its defects, one a line, or that it cannot be reached."""

import datetime
from pathlib import Path

import streamlit as st

from components.app import stories
from components.app.dom import Node, button, el, show
from components.app.scene import HERE, catalogues
from components.app.state import go, query, scheme
from components.app.style import tokens
from components.app.view import LANGUAGES, View
from components.charts.theme import THEMES
from components.events.errors import StoryError
from components.events.words import Words, load_words

COLUMNS = ("file", "row", "column", "value", "problem", "remedy")


def no_stories(folder: Path | None) -> None:
    """The folder of stories, or the database, holds none: say which it is and how to begin."""
    if folder is None:
        st.text(load_words(HERE, _language(), "trouble")("page.empty"))
    else:
        st.text(catalogues(_language())[0]("notice.no_stories", folder=str(folder)))


def show_unreachable(name: str = "", names: list[str] | None = None) -> None:
    """That the story ``name``, or all of them, cannot be reached, and the way to the others."""
    _keep_input()
    language = _language()
    words = load_words(HERE, language, "trouble")
    tree = el(
        "main",
        el("h1", words("page.one", name=name) if name else words("page.all"), dir="auto"),
        el("p", words("page.help")),
        el("p", _again(words)),
        el("nav", *(_story(one, name) for one in names or ()), css="ww-nav"),
        css="ww-defects",
        lang=language,
    )
    _show(tree, "unreachable")


def show_trouble() -> None:
    """A line over the page that the story cannot be reached just now."""
    words = load_words(HERE, _language(), "trouble")
    line = el("span", el("strong", words("bar.now")), " ", words("bar.help"))
    _show(el("div", line, _again(words), css="ww-notice ww-trouble", role="alert", lang=_language()), "trouble")


def show_defects(name: str, error: StoryError, names: list[str]) -> None:
    """The table of defects of story ``name``, and links to the other stories."""
    _keep_input()
    language = _language()
    words = catalogues(language)[0]
    tree = el(
        "main",
        el("h1", words("defects.title", name=name), dir="auto"),
        el("p", words("notice.unreadable")),
        _table(words, error),
        el("nav", *(_story(one, name) for one in names), css="ww-nav"),
        css="ww-defects",
        lang=language,
    )
    _show(tree, "defects")


def _language() -> str:
    asked = [*query().get("lang", []), (st.context.locale or "en")[:2], "en"]
    return next(code for code in asked if code in LANGUAGES)


def _show(tree: Node, key: str) -> None:
    def do(message: object) -> None:
        asked = dict(message) if isinstance(message, dict) else {}
        if asked.get("do") == "again":
            stories.ask_again()
        elif asked.get("do") == "story":
            go(View(story=str(asked.get("id", "")), lang=_language()))

    show(tree, key=key, tokens=tokens(THEMES[scheme()]), on_act=do)


def _keep_input() -> None:
    """What was typed into fields that this page does not draw stays for the page that does.

    Streamlit forgets a field that a run leaves out, unless its value is set.
    """
    for key, value in st.session_state.items():
        if isinstance(value, str | datetime.date | datetime.time) or _is_choice(value):
            st.session_state[key] = value


def _is_choice(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)


def _again(words: Words) -> Node:
    return button(words("again"), act={"do": "again"}, css="ww-chip", data_key="again")


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
