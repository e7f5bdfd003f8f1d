"""The dialogs that change a story, one at a time."""

from collections.abc import Callable, Mapping

import streamlit as st

from components.app.dom import el
from components.app.draw import put
from components.app.scene import Scene
from components.app.widgets.editing.actor_dialogs import actor_dialog, merge_dialog, split_dialog
from components.app.widgets.editing.claim_dialogs import claim_dialog, new_claim_dialog
from components.app.widgets.editing.event_dialogs import back_dialog, event_dialog, new_event_dialog, off_dialog
from components.app.widgets.editing.opened import SAVED, Cancel, Done, Opened, close
from components.app.widgets.editing.wordings import editing_words

_DIALOGS: Mapping[str, Callable[[Scene, Opened, Done, Cancel], None]] = {
    "event": event_dialog,
    "new_event": new_event_dialog,
    "claim": claim_dialog,
    "new_claim": new_claim_dialog,
    "denial": new_claim_dialog,
    "off": off_dialog,
    "back": back_dialog,
    "actor": actor_dialog,
    "merge": merge_dialog,
    "split": split_dialog,
}


_TALL = ("event", "new_event", "claim", "new_claim", "denial", "actor", "split")
"""Forms with more fields than a screen holds: they scroll between title and buttons."""


def show_dialog(scene: Scene, opened: Opened) -> None:
    """Draw the dialog ``opened``; it stays through every run of the page until it is closed."""
    title = editing_words(scene.language)(f"dialog.{opened.kind}")
    # A click beside a form must not throw away what was typed; Escape and the button cancel it.
    free = opened.kind == "back" or bool(opened.trouble)
    st.dialog(title, width="medium", dismissible=free, on_dismiss=close)(_content)(scene, opened)


def _content(scene: Scene, opened: Opened) -> None:
    if opened.trouble:
        words = editing_words(scene.language)
        lines = [words("dialog.gone")] if opened.trouble == "gone" else [words("dialog.unreached"), opened.trouble]
        tree = el("div", *(el("p", line, dir="auto") for line in lines), css="ww-notice", role="alert")
        put(scene, f"{opened.key}-trouble", tree, lambda _: None)
        return
    frame = "tall" if opened.kind in _TALL else "short"
    with st.container(key=f"{opened.key}-{frame}"):
        _DIALOGS[opened.kind](scene, opened, _done, _closed)
    with st.container(key=f"{opened.key}-begin"):
        put(scene, f"{opened.key}-focus", el("i", data_begin="yes"), lambda _: None)


def _closed() -> None:
    close()
    st.rerun()


def _done(number: int) -> None:
    if number:
        st.session_state[SAVED] = number
    _closed()
