"""What the story has of an article already, what was saved just now, and what went wrong with a draft."""

import streamlit as st

from components.app.dom import Child, Node, button, el, glyph
from components.app.kept_reviews import TROUBLE
from components.app.reviewing import Review
from components.app.scene import Scene, event_row
from components.app.trouble import told_trouble
from components.app.widgets.review.cards import title_of
from components.app.widgets.review.save import SAVED
from components.app.widgets.review.words import review_words
from components.articles.review import KnownSource
from components.stores.base import StoreError

MOST, MOST_ON_PHONE = 12, 4
"""Events that are named."""


def known_note(scene: Scene, known: KnownSource | None) -> Node | None:
    """That the story has the article, with the ways to what it gave; ``None`` for a new article."""
    if known is None:
        return None
    words = review_words(scene.language)
    just = st.session_state.get(SAVED) == (scene.whole.name, known.source_id)
    told = "known.saved" if just else "known.text" if known.same_text else "known.url"
    head: list[Child] = [el("strong", words("save.saved")), " "] if just else []
    head += [words(told), " ", el("span", known.title, dir="auto")]
    other = words("known.other_text") if known.has_text and not known.same_text else ""
    body: list[Child] = [el("p", *head)]
    if other:
        body.append(el("p", other, css="ww-muted"))
    body.append(_gave(scene, known) if known.events else el("p", words("known.none"), css="ww-muted"))
    return el("div", *body, css="ww-known-note" + (" ww-saved" if just else ""), role="status")


def _gave(scene: Scene, known: KnownSource) -> Node:
    words = review_words(scene.language)
    most = MOST_ON_PHONE if scene.layout == "phone" else MOST
    named = [(event, title_of(scene.whole, event, scene.language)) for event in known.events[:most]]
    links = [
        button(
            glyph(scene.sign(event_row(scene.whole, event))),
            title,
            act={"do": "event", "id": event},
            css="ww-chip",
            dir="auto",
            data_key=f"gave-{event}",
        )
        for event, title in named
        if title
    ]
    rest = len(known.events) - len(named)
    more = el("span", words("known.more", n=rest), css="ww-muted") if rest else None
    return el("div", el("span", words("known.gave"), css="ww-muted"), *links, more, css="ww-chips")


def trouble(scene: Scene) -> Node | None:
    """What went wrong with a draft, said once."""
    found = st.session_state.pop(TROUBLE, None)
    if found is None:
        return None
    words, (what, detail) = review_words(scene.language), found
    if isinstance(detail, StoreError):
        text = words(f"trouble.{what}", detail=told_trouble(detail, scene.language))
    else:
        text = words(f"trouble.{what}_{detail}")
    return el("div", el("p", text, dir="auto"), css="ww-notice", role="alert")


def forget_saved(review: Review | None) -> None:
    """Another article: what was saved before is no news any more."""
    held = st.session_state.get(SAVED)
    if held and (review is None or review.known is None or review.known.source_id != held[1]):
        del st.session_state[SAVED]
