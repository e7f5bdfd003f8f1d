"""The list of reviews that a person has not finished: go on, or discard."""

import datetime
from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.app import kept_reviews
from components.app.dom import Child, Node, button, el
from components.app.draw import Do, put
from components.app.kept_reviews import Unfinished
from components.app.scene import Scene
from components.app.widgets.review.words import review_words

SURE = "review-discard"
"""Key of the draft that a person is asked about before it is discarded."""
_UNITS = (("days", 86_400), ("hours", 3_600), ("minutes", 60))


def drafts_list(scene: Scene, do: Do) -> None:
    """Draw it; nothing where nothing is unfinished."""

    def act(message: Mapping[str, Any]) -> None:
        what, key = message.get("do"), str(message.get("id", ""))
        if what == "discard":
            st.session_state[SURE] = key
        elif what == "discard-not":
            st.session_state.pop(SURE, None)
        elif what == "discard-sure":
            st.session_state.pop(SURE, None)
            kept_reviews.drop(scene.whole, key)
        else:
            do(message)

    found = kept_reviews.unfinished(scene.whole)
    put(scene, "review-drafts", drafts_tree(scene, found, datetime.datetime.now(datetime.UTC)) if found else None, act)


def drafts_tree(scene: Scene, found: tuple[Unfinished, ...], now: datetime.datetime) -> Node:
    """The list as of ``now``."""
    words = review_words(scene.language)
    items = [el("li", *_draft(scene, one, now), css="ww-draft") for one in found]
    return el("section", el("h2", words("drafts.title")), el("ul", *items), css="ww-list ww-drafts")


def ago(scene: Scene, at: datetime.datetime, now: datetime.datetime) -> str:
    """Such as "20 minutes ago"."""
    words, seconds = review_words(scene.language), (now - at).total_seconds()
    for unit, length in _UNITS:
        if seconds >= length:
            return words(f"drafts.{unit}", n=int(seconds // length))
    return words("drafts.now")


def _draft(scene: Scene, one: Unfinished, now: datetime.datetime) -> list[Child]:
    words = review_words(scene.language)
    state = words(f"drafts.{one.cause}") if one.cause else words("drafts.decided", n=one.done, total=one.all)
    text = el(
        "span",
        el("span", one.title, css="ww-strong", dir="auto"),
        el("span", f"{state} · {ago(scene, one.at, now)}", css="ww-muted ww-line"),
        css="ww-item-text",
    )
    go_on = {"do": "article", "id": one.name}
    head = (
        el("div", text, css="ww-item")
        if one.cause
        else button(text, act=go_on, css="ww-item", data_key=f"draft-{one.name}", title=words("drafts.go_on"))
    )
    return [head, el("div", *_ways(scene, one), css="ww-review-do")]


def _ways(scene: Scene, one: Unfinished) -> list[Node]:
    words = review_words(scene.language)
    if st.session_state.get(SURE) == one.key:
        return [
            button(
                words("drafts.discard_sure"),
                act={"do": "discard-sure", "id": one.key},
                css="ww-do",
                data_key=f"sure-{one.key}",
            ),
            button(
                words("drafts.keep"), act={"do": "discard-not", "id": one.key}, css="ww-do", data_key=f"keep-{one.key}"
            ),
        ]
    go_on = (
        []
        if one.cause
        else [
            button(
                words("drafts.go_on"),
                act={"do": "article", "id": one.name},
                css="ww-do ww-do-accept",
                data_key=f"go-{one.key}",
            )
        ]
    )
    return [
        *go_on,
        button(words("drafts.discard"), act={"do": "discard", "id": one.key}, css="ww-do", data_key=f"sure-{one.key}"),
    ]
