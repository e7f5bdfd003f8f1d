"""The fields that narrow the history: a person, an event, days; and how many changes are left."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from components.app.dom import Node, button, el
from components.app.scene import Scene
from components.app.state import changing, keep
from components.app.view import View
from components.app.widgets.history.list import titles
from components.app.widgets.history.log import Log
from components.app.widgets.history.words import history_words
from components.events.search import fold
from components.stores.folder_store import HAND

BY, OF, FIND, DAYS = "history-by", "history-of", "history-find", "history-days"
MOST = 500  # events to choose from in one field


def filters(scene: Scene, log: Log) -> None:
    """Draw the fields; what they say is in the address."""
    with st.container(horizontal=scene.layout != "phone", gap=12, key="history-filters", vertical_alignment="bottom"):
        _person(scene, log)
        _event(scene, log)
        _days(scene, log)


def counted(scene: Scene, log: Log, n: int) -> Node | None:
    """Such as "12 of 340 changes", with the way to all of them."""
    words, view = history_words(scene.language), scene.view
    if not log.heads:
        return None
    if not (view.by or view.of or view.days):
        return el("p", words("filter.counted", n=n), css="ww-muted")
    clear = button(words("filter.clear"), act={"do": "all"}, css="ww-link", data_key="all-above")
    return el("p", words("filter.counted_of", n=n, all=len(log.heads)), " · ", clear, css="ww-muted")


def choices(log: Log, chosen: str, asked: str, names: Callable[[str], str]) -> list[str]:
    """The events to choose from: those touched last whose name or id holds ``asked``, and the ``chosen`` one."""
    wanted = fold(asked)
    listed = [event for event in log.events if not wanted or wanted in fold(f"{names(event)} {event}")][:MOST]
    return ["", *([chosen] if chosen and chosen not in listed else []), *listed]


def _person(scene: Scene, log: Log) -> None:
    words, by = history_words(scene.language), scene.view.by
    options = ["", *log.people, *([by] if by and by not in log.people else [])]
    keep(BY, by)
    st.selectbox(
        words("filter.by"),
        options,
        format_func=lambda one: words("filter.hand") if one == HAND else one or words("filter.everybody"),
        key=BY,
        on_change=changing(scene.whole, BY, _set("by")),
        width=220 if scene.layout != "phone" else "stretch",
    )


def _event(scene: Scene, log: Log) -> None:
    words, of, known = history_words(scene.language), scene.view.of, titles(scene.whole, scene.language)
    if len(log.events) > MOST:
        st.text_input(words("filter.find"), key=FIND, placeholder=words("filter.find_hint"))
    asked = str(st.session_state.get(FIND) or "")
    keep(OF, of)
    st.selectbox(
        words("filter.of"),
        choices(log, of, asked, lambda event: known.get(event, event)),
        format_func=lambda one: known.get(one, one) if one else words("filter.every_event"),
        key=OF,
        on_change=changing(scene.whole, OF, _set("of")),
    )


def _days(scene: Scene, log: Log) -> None:
    words, days = history_words(scene.language), scene.view.days
    held = st.session_state.get(DAYS)
    ends = tuple(datetime.date.fromisoformat(end) for end in sorted(days.split("/"))) if days else ()
    if not (isinstance(held, tuple) and len(held) == 1):  # in the middle of choosing two days
        keep(DAYS, (ends[0], ends[-1]) if ends else ())
    reach = [one.at.date() for one in (log.heads[:1] + log.heads[-1:])]
    st.date_input(
        words("filter.days"),
        key=DAYS,
        min_value=min([*reach, *ends], default=None),
        max_value=max([*reach, *ends], default=None),
        format="DD/MM/YYYY" if scene.language == "fr" else "YYYY-MM-DD",
        help=words("filter.days_help"),
        on_change=changing(scene.whole, DAYS, _set_days),
        width=240 if scene.layout != "phone" else "stretch",
    )


def _set(part: str) -> Callable[[View, Any], View]:
    return lambda view, value: replace(view, **{part: value or ""})  # type: ignore[arg-type]


def _set_days(view: View, value: Any) -> View:
    """A first day alone waits for its second one."""
    if isinstance(value, tuple) and len(value) == 1:
        return view
    ends = tuple(value or ())
    return replace(view, days="/".join(dict.fromkeys(f"{end:%Y-%m-%d}" for end in ends)))
