"""The grid: rows of one table as cells of text to edit, filtered, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import pandas as pd
import streamlit as st

from components.app.scene import Scene
from components.app.widgets.filters import _plain
from components.app.widgets.table_editor.base import matching, selected
from components.app.widgets.table_editor.desk import Base, Desk, Grid, columns_of, listed, shown
from components.app.widgets.table_editor.words import label, table_words
from components.app.widgets.table_editor.work import Work, edit_by_grid
from components.events.changes import ID, Cells
from components.events.schema import Column, columns
from components.events.vocabulary import FAMILY_OF_TYPE

ROWS = 200  # on one page of the grid
LAID, TEXT, ONLY = "table-laid", "table-text", "table-only"
_ROW, _HEAD, _TALL = 35, 38, 560  # px


@dataclass(frozen=True, eq=False)
class Laid:
    """A grid as it was laid out: of what, its frame, and the key of the widget."""

    of: tuple[Any, ...]
    grid: Grid
    frame: pd.DataFrame
    key: str


def grid_part(scene: Scene, table: str, work: Work) -> None:
    """Draw the fields that filter, the pages and the grid."""
    words, name = table_words(scene.language), scene.whole.name
    ids = _filter(scene, table, work)
    keys = listed(work.desk, ids)
    page = _page(scene, table, len(keys))
    laid = _laid(scene, table, work, keys, page)
    st.data_editor(
        laid.frame,
        key=laid.key,
        num_rows="dynamic",
        hide_index=True,
        height=min(_TALL, _HEAD + _ROW * (len(laid.frame) + 1) + 2),
        column_config=_config(scene, table, work.base, laid.grid.columns),
        on_change=partial(edit_by_grid, name, table, laid.grid, laid.key),
        alt=words("grid.label", table=words(f"tables.{table}")),
    )
    st.caption(_plain(words("grid.help")))
    if work.renamed:
        st.warning(_plain(words("grid.renamed", ids=", ".join(work.renamed[:5]))))


def _filter(scene: Scene, table: str, work: Work) -> Sequence[str]:
    """The fields, and the ids of the rows that are left."""
    words = table_words(scene.language)
    with st.container(horizontal=scene.layout != "phone", gap=16, vertical_alignment="center", key="table-filters"):
        text = st.text_input(
            words("filter.text"),
            key=TEXT,
            placeholder=words("filter.text"),
            label_visibility="collapsed",
            icon=":material/search:",
            persist_state="session",
            width=320 if scene.layout != "phone" else "stretch",
        )
        only = scene.view.selection.is_filtering and st.checkbox(
            words("filter.only"), key=ONLY, persist_state="session"
        )
        found = matching(work.base, (text or "").strip())
        if only:
            wanted = selected(scene, table)
            found = tuple(id for id in found if id in wanted)
        total = len(work.base.rows)
        count = (
            words("filter.rows_of", n=len(found), all=total) if len(found) < total else words("filter.rows", n=total)
        )
        st.caption(_plain(count), width="content")
    return found


def _page(scene: Scene, table: str, n: int) -> int:
    pages = max(1, -(-n // ROWS))
    if pages == 1:
        return 0
    found = st.pagination(pages, key=f"table-page-{scene.whole.name}-{table}", persist_state="session")
    return min(found, pages) - 1


def _laid(scene: Scene, table: str, work: Work, keys: Sequence[str], page: int) -> Laid:
    """The grid as it stands, or laid out anew: when it shows other rows, or the widget has lost what it held."""
    of = (
        scene.whole.name,
        table,
        work.base.revision,
        work.turn,
        st.session_state.get(TEXT),
        bool(st.session_state.get(ONLY)) and scene.view.selection,
        page,
        scene.language,
        scene.layout,
        tuple(scene.whole.families),
    )
    held: Laid | None = st.session_state.get(LAID)
    if held is not None and held.of == of and not _lost(held, work.desk):
        return held
    grid = Grid(
        table,
        tuple(keys[page * ROWS : (page + 1) * ROWS]),
        columns_of(table, scene.whole.languages, extra(work.base)),
        work.desk,
    )
    number = int(held.key.rpartition("-")[2]) + 1 if held else 0
    laid = Laid(of, grid, frame_of(grid, work.desk, work.base.rows), f"table-grid-{number}")
    st.session_state[LAID] = laid
    return laid


def _lost(held: Laid, desk: Desk) -> bool:
    """Whether the widget does not hold what was typed into it any more: it was off the page, or began anew."""
    state = st.session_state.get(held.key)
    return state is None or (desk != held.grid.before and not any(dict(state).values()))


def frame_of(grid: Grid, desk: Desk, rows: Mapping[str, Cells]) -> pd.DataFrame:
    """The rows of the grid as columns of texts; an empty cell is "", in a column of choices ``None``."""
    cells = [shown(key, desk, rows) for key in grid.keys]
    chosen = {one.name for one in columns(grid.table, ()) if one.kind in _CHOOSING}
    data = {
        name: pd.Series([one.get(name, "") or (None if name in chosen else "") for one in cells], dtype="object")
        for name in grid.columns
    }
    return pd.DataFrame(data, columns=list(grid.columns))


_CHOOSING = ("choice", "type", "flag")


@lru_cache(maxsize=16)
def extra(base: Base) -> tuple[Cells, ...]:
    """One row that has every column which some row has."""
    return (dict.fromkeys((name for cells in base.rows.values() for name in cells), ""),)


@lru_cache(maxsize=64)
def present(base: Base, column: str) -> tuple[str, ...]:
    """The texts that stand in a column."""
    return tuple(sorted({cells[column] for cells in base.rows.values() if cells.get(column)}))


def choices(scene: Scene, base: Base, column: Column) -> list[str]:
    """What may stand in a column of choices, and what does."""
    usual: Mapping[str, Sequence[str]] = {
        "choice": column.choices,
        "type": (*FAMILY_OF_TYPE, *scene.whole.families),
        "flag": ("yes", "no"),
    }
    return list(dict.fromkeys((*usual[column.kind], *present(base, column.name))))


def _config(scene: Scene, table: str, base: Base, names: Sequence[str]) -> dict[str, Any]:
    known = {column.name: column for column in columns(table, scene.whole.languages)}
    return {name: _column(scene, table, base, name, known.get(name)) for name in names}


def _column(scene: Scene, table: str, base: Base, name: str, column: Column | None) -> Any:
    text = label(name, scene.language, table)
    if name == ID[table]:
        return st.column_config.TextColumn(text, pinned=scene.layout != "phone", width="medium", help=_plain(name))
    if column is not None and column.kind in _CHOOSING:
        return st.column_config.SelectboxColumn(text, options=choices(scene, base, column), help=_plain(name))
    wide = column is not None and column.kind == "text"
    return st.column_config.TextColumn(text, width="medium" if wide else None, help=_plain(name))
