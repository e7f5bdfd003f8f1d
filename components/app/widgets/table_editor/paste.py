"""The second way into the table: rows pasted as text, with or without a line of names."""

from dataclasses import dataclass

import streamlit as st

from components.app.dom import Node, el
from components.app.draw import put
from components.app.pasting import LARGEST, Fault, pasted
from components.app.scene import Scene
from components.app.widgets.filters import _plain
from components.app.widgets.table_editor.desk import columns_of, laid_out
from components.app.widgets.table_editor.grid import extra
from components.app.widgets.table_editor.guard import refused
from components.app.widgets.table_editor.words import label, listed, names_of, table_words
from components.app.widgets.table_editor.work import Work, put_down, works
from components.events.changes import ID

AREA, RESULT = "table-paste", "table-pasted"
"""The text area, and what came of the last press."""


@dataclass(frozen=True)
class Result:
    """What came of a paste into ``table``: how many rows were taken, how many of them say nothing new, or faults."""

    table: str
    taken: int = 0
    same: int = 0
    faults: tuple[Fault, ...] = ()


def paste_part(scene: Scene, table: str, work: Work) -> None:
    """Draw the area, its button, and what came of it."""
    words = table_words(scene.language)
    if refused():
        st.session_state[RESULT] = Result(table, faults=(Fault("too_large"),))
    result: Result | None = st.session_state.get(RESULT)
    if result is not None and not result.faults:
        del st.session_state[RESULT]  # said once
    said = result_node(scene, result) if result is not None and result.table == table else None
    with st.expander(words("paste.open"), key="table-paste-part", icon=":material/content_paste:"):
        st.text(words("paste.help"))
        names = columns_of(table, scene.whole.languages, extra(work.base))
        st.caption(
            _plain(words("paste.columns", names=listed([label(one, scene.language, table) for one in names], 40)))
        )
        st.text_area(
            words("paste.label"), key=AREA, height=180, placeholder=words("paste.hint"), persist_state="session"
        )
        with st.container(horizontal=True, gap=16, vertical_alignment="center"):
            st.button(words("paste.take"), key="table-take", on_click=_take, args=(scene, table))
            st.caption(_plain(words("paste.limit")))
    put(scene, "table-pasted-said", said, lambda _: None)


def _take(scene: Scene, table: str) -> None:
    """A callback: lay the rows on the desk, and empty the area; faults leave it as it is, unless it is too much."""
    name, text = scene.whole.name, str(st.session_state.get(AREA) or "")
    held = works().get((name, table))
    if held is None:
        return
    columns = columns_of(table, scene.whole.languages, extra(held.base))
    found = pasted(text, columns, names_of(table, columns, scene.whole.languages), ID[table])
    if found.faults:
        st.session_state[RESULT] = Result(table, faults=found.faults)
        if len(text) > LARGEST:
            st.session_state[AREA] = ""  # it would be sent to and fro with every step
        return
    desk, same = laid_out(held.desk, table, found.rows, held.base.rows)
    put_down(name, table, lambda _: desk)
    st.session_state[RESULT], st.session_state[AREA] = Result(table, len(found.rows), same), ""


def result_node(scene: Scene, result: Result) -> Node:
    """What was taken, or the faults as a table."""
    words = table_words(scene.language)
    if not result.faults:
        same = words("paste.same", n=result.same) if result.same else ""
        text = words("paste.nothing_new") if same and result.same == result.taken else same
        told = words("paste.taken", n=result.taken)
        return el("div", el("p", told, " ", text), css="ww-notice", role="status")
    whole = [one for one in result.faults if not one.row]
    if whole:
        return el("div", *(el("p", words(f"faults.{one.problem}")) for one in whole), css="ww-notice", role="alert")
    return el("div", el("p", words("paste.faults")), _faults(scene, result), css="ww-notice", role="alert")


def _faults(scene: Scene, result: Result) -> Node:
    words = table_words(scene.language)
    head = el("tr", *(el("th", words(f"faults.{name}"), scope="col") for name in ("row", "column", "value", "problem")))
    rows = [
        el(
            "tr",
            el("td", str(one.row)),
            el("td", label(one.column, scene.language, result.table), dir="auto"),
            el("td", one.value, dir="auto"),
            el("td", words(f"faults.{one.problem}", hint=one.hint), dir="auto"),
        )
        for one in result.faults
    ]
    return el("div", el("table", el("thead", head), el("tbody", *rows), css="ww-table ww-wrap"), css="ww-table-room")
