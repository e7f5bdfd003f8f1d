"""The dialog that asks why a proposal is dismissed: one press for a ready reason, or words of one's own."""

import streamlit as st

from components.app import reviewing
from components.app.reviewing import Review
from components.app.scene import Scene
from components.app.widgets.filters import _plain
from components.app.widgets.review.cards import REASONS
from components.app.widgets.review.words import review_words
from components.articles.review import Decision, decided

LONGEST = 500


def dismiss(scene: Scene, review: Review, number: int) -> None:
    """Draw it for the proposal ``number``."""
    words = review_words(scene.language)
    st.text(f"{number + 1}  {review.reading.proposals[number].title}")
    with st.container(horizontal=True, gap=8, key="review-reasons"):
        for reason in REASONS:
            if st.button(_plain(words(f"dismiss.{reason}")), key=f"review-why-{reason}"):
                _done(review, number, reason)
    with st.container(horizontal=True, gap=8, vertical_alignment="bottom", key="review-own-reason"):
        own = st.text_input(_plain(words("dismiss.free")), key=f"review-why-own-{number}", max_chars=LONGEST)
        if st.button(_plain(words("dismiss.dismiss")), type="primary", key="review-why-done"):
            _done(review, number, " ".join((own or "").split()))


def _done(review: Review, number: int, reason: str) -> None:
    reviewing.change(review, lambda draft: decided(draft, number, Decision("dismissed", reason=reason)))
    reviewing.close()
