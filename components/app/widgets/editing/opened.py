"""Which dialog is open: named by what the panel sends, kept in the session so that no run of the page closes it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import streamlit as st

from components.app import who
from components.app.actions import act
from components.app.draw import Do
from components.app.scene import Scene
from components.app.state import current_view, go
from components.app.trouble import told_trouble
from components.app.widgets.editing.wordings import editing_words
from components.events.changes import Cells
from components.events.errors import StoryError
from components.events.story import Story
from components.stores.base import Store, StoreError

OPENED, SERIAL = "editing-opened", "editing-serial"
"""The open dialog, and how many were opened before: each has widgets of its own."""
Done: TypeAlias = Callable[[int], None]
"""Called with the number of the change that was saved."""
Cancel: TypeAlias = Callable[[], None]
SAVED, TOLD, SECONDS = "editing-saved", "editing-told", 5
"""Number of the change that the next run of the page tells of; the one it tells of, and for how long."""
KINDS = ("event", "new_event", "claim", "new_claim", "denial", "off", "back", "actor", "merge", "split")
_TABLE = {
    "event": "events",
    "off": "events",
    "claim": "claims",
    "actor": "actors",
    "merge": "actors",
    "split": "actors",
}


@dataclass(frozen=True)
class Opened:
    """A dialog of ``kind`` on the row ``id``, opened on ``revision`` of ``story``; ``cells`` is the row of that moment.

    ``key`` begins the keys of its widgets. ``trouble`` tells why it could not be opened, "" if it could.
    """

    kind: str
    id: str
    story: str
    key: str
    revision: int = -1
    cells: Cells = field(default_factory=dict)
    trouble: str = ""


def editing_do(story: Story, do: Do) -> Do:
    """``do``, and what opens a dialog: ``{"do": "edit", "id": "<kind>:<id of the row>"}``."""

    def acted(message: Mapping[str, Any]) -> None:
        if message.get("do") == "edit":
            kind, _, id = str(message.get("id", "")).partition(":")
            if kind in KINDS and who.person().may_edit:
                open_dialog(story, kind, id)
        else:
            do(message)

    return acted


def open_dialog(story: Story, kind: str, id: str) -> None:
    """Let the next run of the page show the dialog of ``kind`` on the row ``id``, as the row is now."""
    number = int(st.session_state.get(SERIAL, 0)) + 1
    st.session_state[SERIAL] = number
    key = f"edit-{number}"
    try:
        opened = opening(who.store(story.name), story.name, kind, id, key)
    except (StoreError, StoryError) as error:
        trouble = told_trouble(error, current_view(story)[0].lang)
        opened = Opened(kind, id, story.name, key, trouble=trouble)
    st.session_state[OPENED] = opened


def opening(store: Store, story: str, kind: str, id: str, key: str) -> Opened:
    """The dialog of ``kind`` on the row ``id``, as ``store`` has it now. Raises ``StoreError``."""
    # The revision first: what is saved in between counts as somebody else's, and is not overwritten.
    revision = store.revision()
    table = _TABLE.get(kind)
    cells = store.rows(table, [id]).get(id) if table else {}
    return Opened(kind, id, story, key, revision, cells or {}, "" if cells is not None else "gone")


def close() -> None:
    """Close the open dialog."""
    st.session_state.pop(OPENED, None)


def then(scene: Scene, done: Done, message: Mapping[str, Any]) -> Done:
    """``done``, after which the page shows what comes of ``message``: the row of the dialog may be gone, or new."""

    def moved(number: int) -> None:
        if number:
            go(act(current_view(scene.whole)[0], message))
        done(number)

    return moved


def opened_now(story: Story) -> Opened | None:
    """The dialog that is open on ``story``. One of another story closes."""
    held: Opened | None = st.session_state.get(OPENED)
    if held is not None and held.story != story.name:
        close()
        return None
    return held


def editing(scene: Scene) -> None:
    """Draw the open dialog, if there is one, and tell of the last change. Nothing for those who may not edit."""
    saved_toast(scene)
    opened = opened_now(scene.whole)
    if opened is not None and who.person().may_edit:
        from components.app.widgets.editing.dialogs import show_dialog  # the first look at a story needs no forms

        show_dialog(scene, opened)


def saved_toast(scene: Scene) -> None:
    """Tell of the change that was saved last, in each run of the next seconds: one without it would take it away."""
    number = st.session_state.pop(SAVED, 0)
    if number:
        st.session_state[TOLD] = number, time.monotonic() + SECONDS
    told, until = st.session_state.get(TOLD, (0, 0.0))
    if time.monotonic() < until:
        st.toast(editing_words(scene.language)("save.saved", number=str(told)), icon=":material/check:")
