"""Where the unsaved edits of a person are: in the session, until they are saved or discarded.

``st.data_editor`` keeps what was typed by position and forgets it when the page shows something else. So each of its
messages is folded into the ``Desk`` of its table, which goes by ids, on the rows that it was opened on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from components.app.widgets.table_editor.base import base_of
from components.app.widgets.table_editor.desk import Base, Desk, Grid, folded
from components.stores.base import Store

WORKS = "table-works"
"""The ``Work`` of each (story, table) that was edited in this session."""


@dataclass(frozen=True)
class Work:
    """What was done to one table. ``turn`` counts the changes that did not come from the grid, which is then laid out
    anew; ``renamed`` has the ids that somebody tried to change.
    """

    base: Base
    desk: Desk = field(default_factory=Desk)
    turn: int = 0
    renamed: tuple[str, ...] = ()


def works() -> dict[tuple[str, str], Work]:
    """All work of this session, to be changed in place."""
    found: dict[tuple[str, str], Work] = st.session_state.setdefault(WORKS, {})
    return found


def work_of(store: Store, story: str, table: str) -> Work:
    """The work on a table; where nothing is unsaved, on the newest rows. Raises ``StoreError``."""
    held = works().get((story, table))
    if held is not None and held.desk.rows:
        return held
    base = base_of(store, table)
    if held is None or held.base is not base:
        held = Work(base, turn=held.turn + 1 if held else 0)
        works()[story, table] = held
    return held


def put_down(story: str, table: str, change: Callable[[Work], Desk]) -> None:
    """Change the desk of a table otherwise than by the grid, which is then laid out anew."""
    if held := works().get((story, table)):
        works()[story, table] = replace(held, desk=change(held), turn=held.turn + 1, renamed=())


def drop(story: str) -> None:
    """Forget the unsaved edits of a story."""
    for table in unsaved(story):
        put_down(story, table, lambda _: Desk())


def edit_by_grid(story: str, table: str, grid: Grid, key: str) -> None:
    """A callback: fold what the grid ``key`` tells into the desk."""
    held = works().get((story, table))
    state = st.session_state.get(key)
    if held is None or not isinstance(state, Mapping):
        return
    desk, renamed = folded(grid, state, held.base.rows)
    works()[story, table] = replace(held, desk=desk, renamed=renamed)


def unsaved(story: str) -> Mapping[str, Work]:
    """The work on those tables of the story that have unsaved rows."""
    return {table: held for (name, table), held in works().items() if name == story and held.desk.rows}
