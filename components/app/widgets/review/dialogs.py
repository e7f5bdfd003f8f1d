"""The dialogs of a review: one at a time, drawn while ``reviewing.asked`` names it."""

from collections.abc import Callable

import streamlit as st

from components.app import reviewing
from components.app.dom import el
from components.app.draw import put
from components.app.reviewing import Review
from components.app.scene import Scene
from components.app.trouble import told_trouble
from components.app.widgets.filters import _plain
from components.app.widgets.review.actor_dialogs import actor_edit, actor_join
from components.app.widgets.review.edit import edit
from components.app.widgets.review.join import join
from components.app.widgets.review.save import save
from components.app.widgets.review.why import dismiss
from components.app.widgets.review.words import review_words
from components.events.errors import StoryError
from components.stores.base import StoreError

Draw = Callable[[Scene, Review, int], None]
_DRAW: dict[str, Draw] = {
    "edit": edit,
    "join": join,
    "dismiss": dismiss,
    "actor-edit": actor_edit,
    "actor-join": actor_join,
    "save": save,
}
_FORMS = ("edit", "actor-edit")
_TITLES = {"edit": "edit.title", "join": "join.title", "dismiss": "dismiss.title", "save": "save.title"}
_ACTORS = {"actor-edit": "actor.edit_title", "actor-join": "actor.join_title"}


def dialog(scene: Scene, review: Review) -> None:
    """The dialog that is asked for, if one is. What it decides, it keeps; then the whole page runs again."""
    found = reviewing.asked()
    if found is None:
        return
    what, number = found
    some = review.draft.actors if what in _ACTORS else review.draft.proposals
    if what != "save" and number >= len(some):
        reviewing.close()  # it was asked for on another article
        return

    # A click beside a form must not throw away what was typed; Escape and the button cancel it.
    typed = what in _FORMS

    @st.dialog(
        _plain(_title(scene, review, what, number)), width="medium", dismissible=not typed, on_dismiss=reviewing.close
    )
    def draw() -> None:
        try:
            _DRAW[what](scene, review, number)
        except (StoreError, StoryError) as error:
            detail = told_trouble(error, scene.language)
            text = review_words(scene.language)("trouble.unreached", detail=detail)
            put(
                scene,
                "review-unreached",
                el("div", el("p", text, dir="auto"), css="ww-notice", role="alert"),
                lambda _: None,
            )
        if typed:
            put(scene, "review-begin", el("i", data_begin="yes"), lambda _: None)
        if reviewing.asked() is None:
            st.rerun()

    draw()


def _title(scene: Scene, review: Review, what: str, number: int) -> str:
    words = review_words(scene.language)
    if what in _ACTORS:
        # Isolated: signs of direction in a name turn nothing round but the name.
        return words(_ACTORS[what], name=f"\u2068{review.draft.actors[number].name}\u2069")
    return words(_TITLES[what], number=number + 1)
