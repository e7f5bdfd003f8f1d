"""The events that were taken off the timeline, each with its reason, and how to put one back."""

from collections.abc import Mapping

import streamlit as st

from components.app import stories, who
from components.app.dom import Child, Node, button, el
from components.app.draw import Do, put
from components.app.scene import Scene
from components.app.trouble import told_trouble
from components.app.widgets.history.list import to_change
from components.app.widgets.history.log import Gone, Log, titles_of
from components.app.widgets.history.undo import PROBLEM, SAID, problem_node
from components.app.widgets.history.words import history_words, when
from components.events.changes import Change
from components.events.errors import WhowhenError
from components.events.schema import REMOVED

SHOWN, BACK, WHY = "history-gone-shown", "history-back", "history-back-why"
MOST = 50  # events listed


def gone_part(scene: Scene, log: Log, do: Do, *, may_edit: bool) -> None:
    """One line that tells how many there are, and the list once the reader asks for it."""
    shown, wanted = bool(st.session_state.get(SHOWN)), str(st.session_state.get(BACK) or "")
    ids = list(log.gone)[::-1][:MOST] if shown else []
    titles = titles_of(stories.store(scene.whole.name), ids, scene.language)
    put(scene, "history-gone", gone_list(scene, log, titles, shown=shown, may_edit=may_edit), do)
    if may_edit and wanted in titles:
        _form(scene, wanted, titles[wanted], log.last, do)


def gone_list(scene: Scene, log: Log, titles: Mapping[str, str], *, shown: bool, may_edit: bool) -> Node | None:
    """The line and, when ``shown``, the events of ``titles``; ``None`` when every event is on the timeline."""
    if not log.gone:
        return None
    words = history_words(scene.language)
    count = button(
        ("▾ " if shown else "▸ ") + words("gone.events", n=len(log.gone)),
        act={"do": "gone"},
        css="ww-link",
        aria_expanded=str(shown).lower(),
        data_key="gone",
    )
    items = [_item(scene, id, title, log, may_edit) for id, title in titles.items()] if shown else []
    rest = len(log.gone) - MOST
    more = el("p", words("gone.rest", n=rest), css="ww-muted") if shown and rest > 0 else None
    return el("section", count, el("ul", *items, css="ww-off-list") if items else None, more)


def _item(scene: Scene, id: str, title: str, log: Log, may_edit: bool) -> Node:
    words, gone = history_words(scene.language), log.gone[id]
    back = button(
        words("gone.item.put_back"),
        act={"do": "back", "id": id},
        css="ww-chip ww-set-undo",
        aria_label=words("gone.item.put_back_label", title=title),
        data_key=f"back-{id}",
    )
    return el(
        "li",
        el(
            "div",
            el("p", title, css="ww-strong", dir="auto"),
            el("p", words("gone.item.because", why=gone.why), dir="auto"),
            el("p", *_since(scene, gone, log), css="ww-muted"),
        ),
        back if may_edit else None,
    )


def _since(scene: Scene, gone: Gone, log: Log) -> list[Child]:
    head = log.by_number.get(gone.number)
    if head is None:
        return [history_words(scene.language)("gone.item.with_story")]
    return [f"{head.by} · {when(head.at, scene.language)} · ", to_change(scene, head.number)]


def _form(scene: Scene, id: str, title: str, revision: int, do: Do) -> None:
    words = history_words(scene.language)
    with st.container(key="history-back-form", gap=10, border=True):
        put(
            scene,
            "history-back-says",
            el("h2", words("gone.item.put_back_label", title=title), dir="auto", data_look=WHY),
            do,
        )
        st.text_input(words("undo.why"), key=WHY, placeholder=words("undo.why_hint"))
        put(scene, "history-back-problem", problem_node(), do)
        with st.container(horizontal=True, gap=8):
            pressed = st.button(words("gone.item.press"), type="primary", key="history-back-press")
            st.button(words("undo.cancel"), key="history-back-cancel", on_click=_close)
    if pressed:
        _put_back(scene, id, title, revision)


def _put_back(scene: Scene, id: str, title: str, revision: int) -> None:
    words, why = history_words(scene.language), str(st.session_state.get(WHY) or "").strip()
    change = Change({"events": ({"event_id": id, REMOVED: ""},)}, who.person().name, why)
    try:
        who.store(scene.whole.name).save(change, revision)
    except WhowhenError as error:
        st.session_state[PROBLEM] = words("gone.item.failed", why=told_trouble(error, scene.language))
    else:
        st.session_state[SAID] = words("gone.item.done", title=title)
        _close()
    st.rerun()


def _close() -> None:
    st.session_state.pop(BACK, None)
    st.session_state.pop(WHY, None)
