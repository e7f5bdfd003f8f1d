"""The dialog that joins a proposal to a known event: the likely ones first, then all that a search finds."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import streamlit as st

from components.app import reviewing
from components.app.dom import Node, button, el, glyph
from components.app.draw import put
from components.app.reviewing import Review
from components.app.scene import Scene, event_row
from components.app.widgets.filters import _plain
from components.app.widgets.review.cards import title_of
from components.app.widgets.review.words import review_words
from components.articles.review import Decision, decided
from components.articles.review.likely import likely
from components.events.date_words import when_words
from components.events.dates import to_day
from components.events.search import search

MOST = 12


def join(scene: Scene, review: Review, number: int) -> None:
    """Draw it for the proposal ``number``."""
    words, proposal = review_words(scene.language), review.reading.proposals[number]
    put(scene, "review-join-head", _head(scene, number, proposal.title), lambda _: None)
    typed = st.text_input(
        _plain(words("join.search")),
        key=f"review-join-search-{number}",
        placeholder=words("join.search_hint"),
        live=True,
    )
    day = review.draft.article.published
    if typed and typed.strip():
        found = np.flatnonzero(search(scene.whole, typed))
        ids = [str(scene.whole.events["event_id"].iloc[row]) for row in found[:MOST]]
        tree = _list(scene, ids, "join.found", "join.nothing", len(found) - len(ids))
    else:
        ids = list(likely(proposal, scene.whole, None if day is None else to_day(day)))
        tree = _list(scene, ids, "join.likely", "join.none")

    def chosen(message: Mapping[str, Any]) -> None:
        event = str(message.get("id", ""))
        if message.get("do") == "join" and title_of(scene.whole, event, scene.language):
            _done(review, number, Decision("joined", event_id=event))

    put(scene, "review-join-list", tree, chosen)
    if proposal.match.verdict == "same" and st.button(_plain(words("join.own")), key="review-join-own"):
        _done(review, number, Decision("accepted"))


def _done(review: Review, number: int, decision: Decision) -> None:
    reviewing.change(review, lambda draft: decided(draft, number, decision))
    reviewing.close()


def _head(scene: Scene, number: int, title: str) -> Node:
    words = review_words(scene.language)
    name = el("span", title, css="ww-strong", dir="auto")
    return el(
        "div",
        el("p", el("span", f"{number + 1}  ", css="ww-number"), name),
        el("p", words("join.help"), css="ww-muted"),
        css="ww-dialog-head",
    )


def _list(scene: Scene, ids: Sequence[str], title: str, nothing: str, more: int = 0) -> Node:
    words = review_words(scene.language)
    if not ids:
        return el("p", words(nothing), css="ww-muted", role="status")
    rest = el("p", words("join.more", n=more), css="ww-muted") if more > 0 else None
    items = el("ul", *(el("li", _event(scene, one)) for one in ids))
    return el("div", el("h3", words(title)), items, rest, css="ww-list ww-join-list")


def _event(scene: Scene, event_id: str) -> Node:
    row, words = event_row(scene.whole, event_id), review_words(scene.language)
    when = str(row.get("when", ""))
    facts = [when_words(when, scene.language) if when else "", scene.term("types", str(row["type"]))]
    facts.append(scene.term("statuses", str(row["status"])))
    body = el(
        "span",
        el("span", title_of(scene.whole, event_id, scene.language), css="ww-strong", dir="auto"),
        el("span", " · ".join(part for part in facts if part), css="ww-muted ww-line"),
        css="ww-item-text",
    )
    return button(
        glyph(scene.sign(row), css="glyph big"),
        body,
        act={"do": "join", "id": event_id},
        css="ww-item",
        data_key=f"join-{event_id}",
        title=words("join.choose"),
    )
