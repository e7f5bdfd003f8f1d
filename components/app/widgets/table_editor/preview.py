"""What saving the table would change: in counts and in words, with what is wrong by row and column; then the saving."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import streamlit as st

from components.app import who
from components.app.dom import Node, button, el
from components.app.draw import Do, put
from components.app.scene import Scene
from components.app.trouble import told_trouble
from components.app.widgets.editing.opened import SAVED
from components.app.widgets.editing.problems import by_row, problem_text
from components.app.widgets.editing.saving import forget, save_button
from components.app.widgets.history.words import sentences
from components.app.widgets.table_editor.desk import change_of, made_ids, new_ids, taken_ids
from components.app.widgets.table_editor.words import counts, label, table_words
from components.app.widgets.table_editor.work import Work, drop, unsaved
from components.events.changes import Change, ChangeError, RowChange
from components.events.changing import row_changes
from components.events.errors import Defect, WhowhenError
from components.events.schema import REMOVED

OPEN, TURNED, WHY_GONE = "table-preview-open", "table-preview-turned", "table-why-gone"
"""Whether the preview is open, and was opened just now; the field that asks why events are taken off."""
FORM = "table-save"
"""Key of the form that saves."""
TOLD, DEFECTS = 50, 100  # rows in words, and cells to mend, that are shown at most


@dataclass(frozen=True)
class Preview:
    """``change`` as it would be saved, the ``rows`` that it changes by table and key on the desk, and what is wrong.

    ``taken`` are ids of new rows that others have; ``trouble`` is why nobody can tell what is wrong.
    """

    change: Change
    rows: Mapping[tuple[str, str], RowChange]
    defects: tuple[Defect, ...] = ()
    taken: tuple[str, ...] = ()
    trouble: str = ""


def tally(rows: Collection[RowChange], asked: int) -> Mapping[str, int]:
    """How many rows are changed, new, taken out, and as they were, of ``asked``."""
    gone = sum(_goes(row) for row in rows)
    new = sum(row.before is None for row in rows)
    return {"changed": len(rows) - gone - new, "new": new, "gone": gone, "same": asked - len(rows)}


def _goes(row: RowChange) -> bool:
    return row.after is None or (row.before is not None and REMOVED in row.fields and bool(row.after.get(REMOVED)))


def whole_change(held: Mapping[str, Work], why_gone: str) -> Change:
    """All unsaved edits as one change: an event and its claims are saved together or not at all."""
    parts = [change_of(work.desk, table, work.base.rows, why_gone) for table, work in held.items()]
    rows = {table: asked for part in parts for table, asked in part.rows.items()}
    gone = {table: ids for part in parts for table, ids in part.gone.items()}
    return Change(rows, who.person().name, gone=gone)


def rows_changed(change: Change, held: Mapping[str, Work]) -> Mapping[tuple[str, str], RowChange]:
    """What ``change`` does to the rows that were opened, by table and key on the desk."""
    keys = {
        (table, id): key
        for table, work in held.items()
        for key, id in new_ids(work.desk, table, work.base.rows).items()
    }
    rows = row_changes(change, {table: work.base.rows for table, work in held.items()})
    return {(row.table, keys.get((row.table, row.id), row.id)): row for row in rows}


def preview_part(scene: Scene, do: Do) -> None:
    """The line that counts what is unsaved and, when asked for, the preview with the saving."""
    words, name = table_words(scene.language), scene.whole.name
    held = unsaved(name)
    if not held:
        put(scene, "table-unsaved", None, do)
        return
    taken = tuple(id for table, work in held.items() for id in taken_ids(work.desk, table, work.base.rows))
    change = whole_change(held, str(st.session_state.get(WHY_GONE) or "").strip() or "…")
    try:
        rows = {} if taken else rows_changed(change, held)
    except ChangeError:  # the preview tells why
        rows = {}
    opened = bool(st.session_state.get(OPEN))
    # At the lower edge of the window as long as the table is longer: who pastes or types sees the way on.
    with st.container(horizontal=True, gap=8, vertical_alignment="center", key="table-bar"):
        put(scene, "table-unsaved", _line(scene, change, rows), do)
        st.button(words("edits.hide" if opened else "edits.preview"), key="table-open", on_click=_turn)
        st.button(words("edits.discard"), key="table-discard", on_click=_discard, args=(name,))
    if opened:
        with st.container(border=True, gap=10, key="table-preview-part"):
            _preview(scene, held, Preview(change, rows, taken=taken), do)


def _line(scene: Scene, change: Change, rows: Mapping[tuple[str, str], RowChange]) -> Node:
    words = table_words(scene.language)
    told = []
    for table in dict.fromkeys((*change.rows, *change.gone)):
        asked = len(change.rows.get(table, ())) + len(change.gone.get(table, ()))
        mine = [row for (of, _), row in rows.items() if of == table]
        what = counts(words, tally(mine, asked))
        told.append(words("edits.table", table=words(f"tables.{table}"), what=what))
    return el(
        "div",
        el("p", "; ".join(told) if rows else None, css="ww-strong", role="status"),
        el("p", words("edits.stay"), css="ww-muted"),
        css="ww-unsaved",
    )


def _turn() -> None:
    st.session_state[OPEN] = st.session_state[TURNED] = not st.session_state.get(OPEN)


def _discard(name: str) -> None:
    drop(name)
    forget(FORM)
    st.session_state.pop(OPEN, None)


def _preview(scene: Scene, held: Mapping[str, Work], found: Preview, do: Do) -> None:
    words, refusal = table_words(scene.language), ""
    if "events" in held and held["events"].desk.gone:
        why = st.text_input(words("preview.why_gone"), key=WHY_GONE)
        refusal = "" if (why or "").strip() else words("preview.why_gone_missing")
    if not found.taken:
        try:
            found = replace(found, defects=who.store(scene.whole.name).defects(found.change))
        except WhowhenError as error:
            found = replace(found, trouble=told_trouble(error, scene.language))
    look = f"{FORM}-why" if st.session_state.pop(TURNED, False) else ""
    put(scene, "table-preview", el("div", preview_node(scene, found), data_look=look), do)
    if found.defects or found.taken or found.trouble or not found.rows:
        return
    save_button(
        scene,
        FORM,
        lambda: found.change,
        lambda number: _saved(scene.whole.name, number),
        expected=min(work.base.revision for work in held.values()),
        new={table: made_ids(work.desk, table, work.base.rows) for table, work in held.items()},
        refusal=refusal,
        judging=False,
    )


def preview_node(scene: Scene, found: Preview) -> Node:
    """What is wrong, and each row in words with the way to leave it as it was."""
    words = table_words(scene.language)
    wrong = [words("preview.taken", id=id) for id in found.taken[:10]]
    wrong += [words("preview.unsaved", why=found.trouble)] if found.trouble else []
    return el(
        "section",
        el("div", *(el("p", one, dir="auto") for one in wrong), css="ww-notice", role="alert") if wrong else None,
        _defects(scene, found) if found.defects else None,
        *(
            _rows(scene, found)
            if found.rows
            else [el("p", words("preview.none"))]
            if not (found.taken or found.trouble)
            else []
        ),
        css="ww-changing",
    )


def _rows(scene: Scene, found: Preview) -> list[Node]:
    words = table_words(scene.language)
    some = dict(list(found.rows.items())[:TOLD])
    told = sentences(tuple(some.values()), scene.language)
    items = [
        el(
            "li",
            el("span", sentence, dir="auto"),
            " ",
            button(
                words("preview.forget"),
                act={"do": "forget", "id": f"{table}|{key}"},
                css="ww-link",
                aria_label=words("preview.forget_label", row=row.id),
                data_key=f"forget-{at}",
            ),
        )
        for at, (sentence, ((table, key), row)) in enumerate(zip(told, some.items(), strict=True))
    ]
    rest = len(found.rows) - TOLD
    more = [el("p", words("preview.more", n=rest), css="ww-muted")] if rest > 0 else []
    return [el("h2", words("preview.title")), el("ul", *items, css="ww-set-rows ww-changes"), *more]


def _defects(scene: Scene, found: Preview) -> Node:
    """The cells to mend, by row and column."""
    words = table_words(scene.language)
    head = [words("preview.id"), words("faults.column"), words("faults.value"), words("faults.problem")]
    rows = [
        el(
            "tr",
            el("td", id, dir="auto"),
            el("td", label(one.column, scene.language, of), dir="auto"),
            el("td", one.value[:80], dir="auto"),
            el("td", problem_text(one, scene.language, of), dir="auto"),
        )
        for of, id, one in by_row(found.change.rows, found.defects[:DEFECTS])
    ]
    inner = el(
        "table",
        el("thead", el("tr", *(el("th", one, scope="col") for one in head))),
        el("tbody", *rows),
        css="ww-table ww-wrap",
    )
    count = words("preview.defects", n=len(found.defects))
    return el(
        "div",
        el("p", words("preview.to_mend"), " ", count),
        el("div", inner, css="ww-table-room"),
        css="ww-notice",
        role="alert",
    )


def _saved(name: str, number: int) -> None:
    drop(name)
    st.session_state.pop(OPEN, None)
    st.session_state.pop(WHY_GONE, None)
    st.session_state[SAVED] = number
    st.rerun()
