"""Undoing a change set: in words what it will do, or what stands in its way; then why, and the deed."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import streamlit as st

from components.app import stories, who
from components.app.dom import Child, Node, el
from components.app.draw import Do, put
from components.app.scene import Scene
from components.app.trouble import told_trouble
from components.app.widgets.history.head import notice
from components.app.widgets.history.list import FEW, MOST, rows_list, to_change
from components.app.widgets.history.words import history_words
from components.events.changes import ChangeSet, RowChange
from components.events.errors import WhowhenError
from components.events.words import Words
from components.stores.base import Store, UndoError

UNDOING, WHY, PROBLEM, SAID = "history-undoing", "history-why", "history-problem", "history-undone"
FOUND = "history-undo-found"


Found: TypeAlias = tuple[RowChange, ...] | UndoError
"""What undoing would do, or what stands in its way."""


def undo_form(scene: Scene, one: ChangeSet, revision: int, do: Do) -> None:
    """The part of the page under a change set that the reader wants to undo; the story is at ``revision``."""
    found = _found(scene.whole.name, one, revision)
    with st.container(key="history-undo", gap=10, border=True):
        put(scene, "history-undo-says", told(scene, one, found), do)
        put(scene, "history-undo-problem", problem_node(), do)
        if isinstance(found, UndoError) or not found:
            st.button(_words(scene)("change.close"), key="history-close", on_click=_close)
            return
        st.text_input(_words(scene)("undo.why"), key=WHY, placeholder=_words(scene)("undo.why_hint"))
        with st.container(horizontal=True, gap=8):
            pressed = st.button(
                _words(scene)("undo.press", number=str(one.number)), type="primary", key="history-press"
            )
            st.button(_words(scene)("undo.cancel"), key="history-cancel", on_click=_close)
    if pressed:
        _undo(scene, one.number)


def _found(name: str, one: ChangeSet, revision: int) -> Found:
    """What undoing would do, worked out once for each revision: a long past takes its time. Raises ``StoreError``."""
    of, held = (name, one.number, revision), st.session_state.get(FOUND)
    if held is None or held[0] != of:
        held = st.session_state[FOUND] = (of, _undoing(stories.store(name), one.number))
    found: Found = held[1]
    return found


def _undoing(store: Store, number: int) -> Found:
    try:
        return store.undoing(number)
    except UndoError as error:
        return error.with_traceback(None)


def told(scene: Scene, one: ChangeSet, found: Found) -> Node:
    """What undoing will do, or why it cannot be done."""
    words, number = _words(scene), str(one.number)
    if not isinstance(found, UndoError):
        if not found:
            return el("p", words("undo.nothing"))
        rows = rows_list(scene, found, MOST, "undoing")
        head = el("h2", words("undo.title", number=number), data_look=WHY)
        return el("section", head, el("p", words("undo.will")), rows)
    said = _later(scene, one, found.later) if found.later else _referring(scene, found.referring)
    return el("section", el("h2", words("undo.refused", number=number)), *said, role="alert")


def _later(scene: Scene, one: ChangeSet, later: Sequence[ChangeSet]) -> Iterable[Node]:
    words = _words(scene)
    for other in later[:FEW]:
        if other.undoes == one.number:
            yield el("p", words("undo.already"), to_change(scene, other.number), ".")
            return
        before, after = words("undo.later_by", number="\x00", by=other.by).split("\x00")
        parts: list[Child] = [
            before or None,
            to_change(scene, other.number, first=True),
            el("span", after, dir="auto"),
            words("undo.later"),
        ]
        yield el("p", *parts)


def _referring(scene: Scene, referring: Sequence[tuple[str, str, str, str]]) -> Iterable[Node]:
    words = _words(scene)
    for table, id, named, which in referring[:FEW]:
        which_one, what = words(f"row.{table}", id=id), words(f"row.{named}", id=which)
        yield el("p", words("undo.referred", who=which_one, what=what), dir="auto")


def problem_node() -> Node | None:
    """What went wrong with the last try, said once."""
    return notice(st.session_state.pop(PROBLEM, ""), "alert")


def _undo(scene: Scene, number: int) -> None:
    words, why = _words(scene), str(st.session_state.get(WHY) or "").strip()
    if not why:
        st.session_state[PROBLEM] = words("undo.no_why")
        st.rerun()
    try:
        new = who.store(scene.whole.name).undo(number, who.person().name, why)
    except WhowhenError as error:
        st.session_state[PROBLEM] = words("undo.failed", why=told_trouble(error, scene.language))
    else:
        st.session_state[SAID] = words("undo.done", number=str(number), new=str(new))
        _close()
    st.rerun()


def _close() -> None:
    st.session_state.pop(UNDOING, None)
    st.session_state.pop(FOUND, None)
    st.session_state.pop(WHY, None)


def _words(scene: Scene) -> Words:
    return history_words(scene.language)
