"""The page of history: every change set with who, when and why, and how to take one back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from components.app import stories, who
from components.app.draw import Do, put
from components.app.linking import linking, told_width
from components.app.scene import Scene, compose
from components.app.state import current_view, doing, go, page_width, scheme
from components.app.trouble import told_trouble
from components.app.view import View
from components.app.widgets.history.filters import counted, filters
from components.app.widgets.history.gone import BACK, SHOWN, gone_part
from components.app.widgets.history.head import notice, page_head
from components.app.widgets.history.list import change_list, empty
from components.app.widgets.history.log import PAGE, Head, Log, change_sets, found, log_of
from components.app.widgets.history.undo import SAID, UNDOING, undo_form
from components.app.widgets.history.words import history_words
from components.app.widgets.notices import notices
from components.events.changes import ChangeSet
from components.events.errors import StoryError
from components.events.selection import Selection
from components.events.story import Story
from components.stores.base import Store, StoreError

OPEN, AIM, TURNED = "history-open", "history-aim", "history-turned"
"""Session keys: change sets with all their rows, the one that a link leads to, how often one was followed."""


def show(story: Story, names: list[str], missing: str = "") -> None:
    """Draw the page as the address asks; ``missing`` is a story that the address named in vain."""
    view, problems = current_view(story)
    if width := told_width():
        st.session_state["page_width"] = width
    scene, do = compose(view, story, scheme(), page_width()), _doing(story)
    words = history_words(scene.language)
    notices(scene, problems, missing, do)
    page_head(scene, names, words("page.title"), words("page.about"), do)
    put(scene, "history-said", notice(st.session_state.pop(SAID, "")), do)
    try:
        _body(scene, log_of(stories.store(story.name)), do)
    except (StoreError, StoryError) as error:
        why = told_trouble(error, scene.language)
        put(scene, "history-unreachable", notice(words("page.unreachable", why=why), "alert"), do)
    linking(None, scene.page)


def _body(scene: Scene, log: Log, do: Do) -> None:
    may_edit, view = who.person().may_edit, scene.view
    gone_part(scene, log, do, may_edit=may_edit)
    filters(scene, log)
    heads = found(log, view.by, view.of, view.days)
    put(scene, "history-counted", counted(scene, log, len(heads)), do)
    if not heads:
        put(scene, "history-empty", empty(scene, log), do)
        return
    page = _page(scene, heads)
    numbers = tuple(one.number for one in heads[page * PAGE : (page + 1) * PAGE])
    sets = change_sets(stories.store(scene.whole.name), numbers, view.by, view.of)
    _sets(scene, log, sets, do, may_edit)


def _page(scene: Scene, heads: tuple[Head, ...]) -> int:
    """The page of the list, from 0; the one with the change set that a link leads to."""
    pages = -(-len(heads) // PAGE)
    if pages < 2:
        return 0
    view, aim = scene.view, st.session_state.get(AIM, 0)
    start = next((at // PAGE for at, one in enumerate(heads) if one.number == aim), 0)
    key = f"history-page-{view.by}-{view.of}-{view.days}-{st.session_state.get(TURNED, 0)}"
    return min(st.pagination(pages, default=start + 1, key=key), pages) - 1


def _sets(scene: Scene, log: Log, sets: tuple[ChangeSet, ...], do: Do, may_edit: bool) -> None:
    """The list; the form for undoing stands right below the change set it is for."""
    undoing = st.session_state.get(UNDOING, 0) if may_edit else 0
    at = next((at for at, one in enumerate(sets, start=1) if one.number == undoing), 0)
    options: dict[str, Any] = {
        "open": st.session_state.get(OPEN, frozenset()),
        "may_edit": may_edit,
        "undoing": undoing,
        "aim": st.session_state.get(AIM, 0),
    }
    above, form, below = st.container(), st.container(), st.container()
    # Always there: what a run does not draw stays on the page until the run has ended. The part that gets shorter comes
    # first, or a change set would stand in both for a moment.
    parts = (("history-above", above, sets[:at] if at else sets), ("history-below", below, sets[at:] if at else ()))
    for key, place, some in parts if at else reversed(parts):
        with place:
            put(scene, key, change_list(scene, log, some, **options) if some else None, do)
    if at:
        with form:
            undo_form(scene, sets[at - 1], log.last, do)


def _doing(story: Story) -> Do:
    """What a click does here; all else is as everywhere."""
    everywhere = doing(story)

    def do(message: Mapping[str, Any]) -> None:
        what, id = str(message.get("do", "")), str(message.get("id", ""))
        view = current_view(story)[0]
        number = int(id) if id.isascii() and id.isdecimal() and len(id) < 10 else 0
        if what == "event":
            go(View(story=view.story, lang=view.lang, selection=Selection(event=id or None)))
        elif what == "all":
            go(replace(view, by="", of="", days=""))
        elif what == "change":
            _aim(view, number, stories.store(story.name))
        elif what in _NOTES:
            _NOTES[what](number, id)
        else:
            everywhere(message)

    return do


def _aim(view: View, number: int, store: Store) -> None:
    """Show the change set ``number``, without the filters when they would hide it."""
    st.session_state[AIM] = number
    st.session_state[TURNED] = st.session_state.get(TURNED, 0) + 1
    if all(one.number != number for one in found(log_of(store), view.by, view.of, view.days)):
        go(replace(view, by="", of="", days=""))


def _fold(number: int, _: str) -> None:
    st.session_state[OPEN] = st.session_state.get(OPEN, frozenset()) ^ {number}


def _undo(number: int, _: str) -> None:
    st.session_state[UNDOING] = number


def _gone(_: int, __: str) -> None:
    st.session_state[SHOWN] = not st.session_state.get(SHOWN)


def _back(_: int, id: str) -> None:
    st.session_state[BACK] = id


_NOTES = {"fold": _fold, "undo": _undo, "gone": _gone, "back": _back}
"""Clicks that the session remembers and no address needs to."""
