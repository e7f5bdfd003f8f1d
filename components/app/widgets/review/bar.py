"""The bar of a review: how far it is, accept all that is sure enough, save."""

from collections.abc import Callable

import streamlit as st

from components.app import reviewing
from components.app.dom import Node, el
from components.app.draw import Do, put
from components.app.reviewing import Review
from components.app.scene import Scene
from components.app.widgets.filters import _plain
from components.app.widgets.review.words import percent, review_words
from components.articles.review.deciding import above

SCORES = (0.95, 0.9, 0.8, 0.7, 0.6, 0.5)
FIRST = 0.8
SCORE = "review-score"


def review_bar(scene: Scene, review: Review, decided: Callable[[], None], do: Do) -> None:
    """Progress on the left; on the right the score from which all are accepted, and the way to save.

    ``decided`` is called once something was.
    """
    words = review_words(scene.language)
    with st.container(horizontal=True, gap=12, vertical_alignment="center", key="review-bar"):
        put(scene, "review-progress", _progress(scene, review), do)
        with st.container(horizontal=True, gap=8, vertical_alignment="center", key="review-tools", width="content"):
            put(scene, "review-above", el("span", words("bar.accept"), css="ww-muted"), do, width="content")
            score = st.selectbox(
                _plain(words("bar.above")),
                SCORES,
                index=SCORES.index(FIRST),
                format_func=lambda one: percent(one, scene.language),
                key=SCORE,
                label_visibility="collapsed",
                width=100,
            )
            sure = above(review.draft, float(score), review.given)
            st.button(
                _plain(words("bar.accept_n", n=len(sure))),
                key="review-accept-above",
                help=_plain(words("bar.accept_help")),
                disabled=not sure,
                on_click=lambda: _accept(review, float(score), decided),
            )
            st.button(
                _plain(words("bar.save")),
                key="review-save",
                type="primary",
                on_click=lambda: _ask_to_save(review),
            )


def _accept(review: Review, score: float, decided: Callable[[], None]) -> None:
    reviewing.accept_above(review, score)
    decided()


def _ask_to_save(review: Review) -> None:
    reviewing.act(review, "save:0")


def _progress(scene: Scene, review: Review) -> Node:
    words, (done, total) = review_words(scene.language), review.progress
    told = words("bar.progress", n=done, total=total) if total else words("bar.done")
    bar = el("i", style={"width": f"{100 * done / total:.0f}%"}, css="ww-progress-done") if total else None
    keys = None if scene.layout == "phone" else el("span", words("bar.keys"), css="ww-muted ww-review-keys")
    return el(
        "div",
        el("strong", told, role="status"),
        el("span", bar, css="ww-progress", aria_hidden="true") if total else None,
        keys,
        css="ww-review-progress",
    )
