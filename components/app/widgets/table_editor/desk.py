"""What a person has changed in the table editor and not saved yet, as values: pure, by ids and never by positions.

A ``Desk`` holds the edits, a ``Grid`` the rows that the editor shows; ``folded`` makes the next desk out of a grid and
the state of the widget, which counts rows by position.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from components.app.widgets.editing.ids import new_id
from components.events.changes import ID, Cells, Change
from components.events.schema import REMOVED, header

_NONE: Mapping[str, Any] = MappingProxyType({})
_CLAIM = re.compile(r"(.+)-c(\d{1,9})")
FRESH = "+"
"""Begins the key of a row that is not saved yet; no id holds it."""


@dataclass(frozen=True, eq=False)
class Base:
    """The rows of a table as they were at a revision."""

    revision: int
    rows: Mapping[str, Cells]


@dataclass(frozen=True)
class Desk:
    """Unsaved edits of one table.

    ``cells`` maps ids to the cells that are set otherwise; ``added`` has the cells of new rows by a key that begins
    with ``FRESH`` (their id may be missing: one is made); ``gone`` has the ids of rows to take out.
    """

    cells: Mapping[str, Cells] = field(default_factory=dict)
    added: Mapping[str, Cells] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    count: int = 0

    @property
    def rows(self) -> int:
        """How many rows differ from what is saved."""
        return len({*self.cells, *self.gone}) + len(self.added)


@dataclass(frozen=True, eq=False)
class Grid:
    """Rows in the editor: ``keys`` are ids, or those of new rows; ``before`` is the desk when they were laid out."""

    table: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    before: Desk


def columns_of(table: str, languages: Sequence[str], rows: Iterable[Cells]) -> tuple[str, ...]:
    """The columns of the schema in their order, then those that only this story has."""
    known = header(table, languages)
    found = {name for cells in rows for name in cells}
    return (*known, *sorted(found - {*known}))


def listed(desk: Desk, ids: Iterable[str]) -> tuple[str, ...]:
    """The keys of the rows to show: new ones first, last one on top; then ``ids`` without those to be taken out."""
    gone = {*desk.gone}
    return (*reversed(list(desk.added)), *(id for id in ids if id not in gone))


def shown(key: str, desk: Desk, rows: Mapping[str, Cells]) -> Cells:
    """The cells of a row with its edits."""
    return desk.added[key] if key in desk.added else {**rows.get(key, {}), **desk.cells.get(key, {})}


def folded(grid: Grid, state: Mapping[str, Any], rows: Mapping[str, Cells]) -> tuple[Desk, tuple[str, ...]]:
    """The desk after what was done in the grid, and the ids that somebody tried to change.

    ``state`` is that of ``st.data_editor``, counted from when the grid was laid out.
    """
    desk, id, renamed = grid.before, ID[grid.table], []
    for at, cells in (state.get("edited_rows") or _NONE).items():
        if int(at) >= len(grid.keys):
            continue
        key, given = grid.keys[int(at)], _texts(cells)
        if key not in desk.added and given.pop(id, key) != key:
            renamed.append(key)
        desk = edited(desk, key, given, rows)
    for cells in state.get("added_rows") or ():
        desk = with_new(desk, _texts(cells))
    taken = [grid.keys[int(at)] for at in state.get("deleted_rows") or () if int(at) < len(grid.keys)]
    return without(desk, taken), tuple(renamed)


def edited(desk: Desk, key: str, cells: Cells, rows: Mapping[str, Cells]) -> Desk:
    """``desk`` with cells of a row set; a cell that says again what is saved is no edit."""
    if key in desk.added:
        return replace(desk, added={**desk.added, key: {**desk.added[key], **cells}})
    held = {**desk.cells.get(key, {}), **cells}
    left = {name: text for name, text in held.items() if text.strip() != rows.get(key, {}).get(name, "")}
    others = {id: one for id, one in desk.cells.items() if id != key}
    return replace(desk, cells={**others, key: left} if left else others)


def with_new(desk: Desk, cells: Cells) -> Desk:
    """``desk`` with one more new row, unless all its cells are empty."""
    if not any(text.strip() for text in cells.values()):
        return desk
    return replace(desk, added={**desk.added, f"{FRESH}{desk.count}": cells}, count=desk.count + 1)


def without(desk: Desk, keys: Iterable[str]) -> Desk:
    """``desk`` with those rows taken out: new ones are forgotten."""
    taken = dict.fromkeys(keys)
    return replace(
        desk,
        added={key: cells for key, cells in desk.added.items() if key not in taken},
        cells={key: cells for key, cells in desk.cells.items() if key not in taken},
        gone=tuple(dict.fromkeys((*desk.gone, *(key for key in taken if key not in desk.added)))),
    )


def forgotten(desk: Desk, key: str) -> Desk:
    """``desk`` without what was done to one row."""
    return replace(
        desk,
        added={one: cells for one, cells in desk.added.items() if one != key},
        cells={one: cells for one, cells in desk.cells.items() if one != key},
        gone=tuple(one for one in desk.gone if one != key),
    )


def laid_out(desk: Desk, table: str, pasted: Iterable[Cells], rows: Mapping[str, Cells]) -> tuple[Desk, int]:
    """``desk`` with pasted rows, and how many of them say what is there already.

    A known id changes that row in the cells given, another is a new row.
    """
    cells, added, count, same = dict(desk.cells), dict(desk.added), desk.count, 0
    by_id = {one[ID[table]]: key for key, one in added.items() if one.get(ID[table])}
    for row in pasted:
        id = row.get(ID[table], "")
        if id in rows:
            held = {**cells.pop(id, {}), **row}
            left = {name: text for name, text in held.items() if text != rows[id].get(name, "")}
            cells.update({id: left} if left else {})
            same += not left
        elif any(row.values()):
            key = by_id.get(id, f"{FRESH}{count}")
            added[key] = {**added.get(key, {}), **row}
            count += key == f"{FRESH}{count}"
    gone = tuple(id for id in desk.gone if id not in cells)
    return replace(desk, cells=cells, added=added, count=count, gone=gone), same


def change_of(desk: Desk, table: str, rows: Mapping[str, Cells], why_gone: str = "") -> Change:
    """What saving ``desk`` asks for. New rows get an id if they have none; events to take out are marked."""
    id = ID[table]
    edits = [{id: key, **cells} for key, cells in desk.cells.items()]
    made = new_ids(desk, table, rows)
    fresh = [{**_filled(cells), id: made[key]} for key, cells in desk.added.items()]
    gone = desk.gone if table != "events" else ()
    marked = [{id: key, REMOVED: why_gone} for key in desk.gone] if table == "events" else []
    asked = (*edits, *fresh, *marked)
    return Change({table: asked} if asked else {}, "", gone={table: gone} if gone else {})


def new_ids(desk: Desk, table: str, rows: Mapping[str, Cells]) -> Mapping[str, str]:
    """The id of each new row, by its key: as given, else made of what it says."""
    given = {key: cells.get(ID[table], "").strip() for key, cells in desk.added.items()}
    known, last = {*rows, *given.values()}, _last_claims(rows) if table == "claims" else {}
    numbers: dict[str, int] = {}
    for key, cells in desk.added.items():
        if given[key]:
            continue
        if table == "claims" and (event := cells.get("event_id", "").strip()):
            last[event] = last.get(event, 0) + 1
            stem = f"{event}-c{last[event]:02d}"
        else:
            stem = _stem(table, cells)
        # Thousands of rows may have the same words: counting begins where it ended.
        id, number = stem, numbers.get(stem, 1)
        while id in known:
            number += 1
            id = f"{stem}-{number}"
        numbers[stem] = number
        known.add(id)
        given[key] = id
    return given


def made_ids(desk: Desk, table: str, rows: Mapping[str, Cells]) -> tuple[str, ...]:
    """The ids of ``new_ids`` that nobody gave."""
    made = new_ids(desk, table, rows)
    return tuple(id for key, id in made.items() if not desk.added[key].get(ID[table], "").strip())


def taken_ids(desk: Desk, table: str, rows: Mapping[str, Cells]) -> tuple[str, ...]:
    """Ids that new rows were given although a row has them, or that two new rows have."""
    given = Counter(cells.get(ID[table], "").strip() for cells in desk.added.values())
    return tuple(id for id, n in given.items() if id and (id in rows or n > 1))


def _last_claims(ids: Iterable[str]) -> dict[str, int]:
    """The number of the last claim of each event, as ids such as "<event>-c04" tell it."""
    found: dict[str, int] = {}
    for id in ids:
        if match := _CLAIM.fullmatch(id):
            found[match[1]] = max(found.get(match[1], 0), int(match[2]))
    return found


def _stem(table: str, cells: Cells) -> str:
    def words(name: str) -> str:
        return next((cells[one] for one in cells if one.startswith(name) and cells[one]), "")

    if table == "claims":
        return "claim"
    if table == "actors":
        return new_id(words("name"), "", (), "actor")
    if table == "sources":
        return new_id(cells.get("publisher") or words("title"), cells.get("published", ""), (), "source")
    return new_id(words("title"), cells.get("when", ""), (), "event")


def _texts(cells: Mapping[str, Any]) -> dict[str, str]:
    """Cells as the widget gives them; one that was cleared is empty."""
    return {name: "" if value is None else str(value) for name, value in cells.items() if name != "_index"}


def _filled(cells: Cells) -> dict[str, str]:
    return {name: text for name, text in cells.items() if text.strip()}
