"""Changes to tables of cells as pure functions: what a change does, whom it contradicts, how it is taken back.

``Rows`` maps table -> id -> cells, without those that are empty. What a change touches besides its own rows is found by
``neighbourhood`` and ``referrers`` (``changing_scope.py``), told in words by ``told`` (``changing_words.py``).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from components.events.changes import ID, Cells, Change, ChangeSet, RowChange
from components.events.changing_scope import Held, Lookup, by_id, neighbourhood, referrers
from components.events.changing_words import told
from components.events.errors import WhowhenError

__all__ = [
    "ChangeError",
    "Held",
    "Lookup",
    "Rows",
    "SameCell",
    "applied",
    "blockers",
    "by_id",
    "inverse",
    "merge",
    "neighbourhood",
    "referrers",
    "row_changes",
    "signed",
    "told",
    "touches",
]

Rows = Mapping[str, Mapping[str, Cells]]


class ChangeError(WhowhenError):
    """A change that is none: it names no table, no row or no cells. The message says which row and what to do."""


class SameCell(NamedTuple):
    """A cell that two people set; the fields of ``stores.base.Clash``, in its order."""

    table: str
    id: str
    column: str
    theirs: str
    yours: str
    by: str


def row_changes(change: Change, rows: Rows) -> tuple[RowChange, ...]:
    """What ``change`` does to ``rows``: a new id is added, a known one changed in the cells given.

    Rows that stay as they are drop out. Cells are kept without space around, as in a CSV file. Raises ``ChangeError``
    for an unknown table, a row without id or there twice, a cell that is no text or that no file can hold.
    """
    found = []
    for table, id, cells in _asked(change):
        before = rows.get(table, {}).get(id)
        after = _filled({**(before or {}), **cells})
        if before is None or _filled(before) != after:
            found.append(RowChange(table, id, None if before is None else _filled(before), after))
    return tuple(found)


def signed(by: str, why: str) -> None:
    """Raise ``ChangeError`` unless ``by`` is a name and both are texts that can be kept."""
    if not _cell("a change", "by", by):
        raise ChangeError("a change needs the name of who makes it; give one")
    _cell("a change", "why", why)


def merge(change: Change, rows: Rows, since: Sequence[ChangeSet]) -> tuple[SameCell, ...]:
    """The cells that ``change`` would set to another text than one of the change sets ``since`` did; ``rows`` are now.

    Cells that nobody touched since, and those that now hold what is asked for, merge. A row that was taken out since
    contradicts every cell asked for.
    """
    touched: dict[tuple[str, str, str], str] = {}
    gone: dict[tuple[str, str], str] = {}
    for one in since:
        for row in one.rows:
            touched.update({(row.table, row.id, column): one.by for column in row.fields})
            gone.pop((row.table, row.id), None)
            if row.after is None:
                gone[row.table, row.id] = one.by
    found = []
    for table, id, cells in _asked(change):
        now = rows.get(table, {}).get(id, {})
        for column, yours in cells.items():
            by = gone.get((table, id)) or touched.get((table, id, column))
            if by is not None and column != ID[table] and now.get(column, "") != yours:
                found.append(SameCell(table, id, column, now.get(column, ""), yours, by))
    return tuple(found)


def inverse(change_set: ChangeSet, rows: Rows) -> tuple[RowChange, ...]:
    """What takes ``change_set`` back in ``rows`` as they are now; cells that it left alone keep what they hold.

    Only sound when there are no ``blockers``. A row that it added is taken out, one that it took out put back.
    """
    found = []
    for row in reversed(change_set.rows):
        now = rows.get(row.table, {}).get(row.id)
        before = row.before
        if before is None or now is None or row.after is None:
            after = None if before is None else _filled(before)
        else:
            after = _filled({**now, **{column: before.get(column, "") for column in row.fields}})
        if now != after:
            found.append(RowChange(row.table, row.id, None if now is None else _filled(now), after))
    return tuple(found)


def blockers(change_set: ChangeSet, later: Sequence[ChangeSet]) -> tuple[ChangeSet, ...]:
    """Those of ``later`` (all change sets after it, oldest first) that touched the same cells and still stand.

    A change set and the one that took it back cancel each other. Any change to a row that was added, or that comes
    and goes, stands in the way. One of them may be the undo of ``change_set`` itself.
    """
    undone: set[int] = set()
    standing = []
    for one in reversed(later):
        if one.number in undone:
            continue
        if one.undoes > change_set.number:
            undone.add(one.undoes)
        else:
            standing.append(one)
    mine = {(row.table, row.id): row for row in change_set.rows}
    return tuple(one for one in reversed(standing) if any(_meet(mine, row) for row in one.rows))


def applied(rows: Rows, changes: Iterable[RowChange]) -> dict[str, dict[str, Cells]]:
    """``rows`` with ``changes`` made to them; new ones come last."""
    out = {table: dict(held) for table, held in rows.items()}
    for one in changes:
        if one.after is None:
            out.get(one.table, {}).pop(one.id, None)
        else:
            out.setdefault(one.table, {})[one.id] = one.after
    return out


def touches(change_set: ChangeSet, event: str) -> bool:
    """Whether ``change_set`` touched the event with that id or one of its claims."""
    return any(
        row.id == event
        if row.table == "events"
        else row.table == "claims" and event in {(cells or {}).get("event_id") for cells in (row.before, row.after)}
        for row in change_set.rows
    )


def _meet(mine: Mapping[tuple[str, str], RowChange], theirs: RowChange) -> bool:
    row = mine.get((theirs.table, theirs.id))
    if row is None:
        return False
    whole = any(cells is None for cells in (row.before, row.after, theirs.before, theirs.after))
    return whole or bool(row.fields & theirs.fields)


def _filled(cells: Cells) -> dict[str, str]:
    return {column: text for column, text in cells.items() if text}


def _asked(change: Change) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Table, id and cells of each row that is asked for."""
    if not isinstance(change.rows, Mapping):
        raise ChangeError('a change is a table of tables: write {"events": [{"event_id": ...}]}')
    for table, asked in change.rows.items():
        if table not in ID:
            raise ChangeError(f"there is no table {table!r}: write one of {', '.join(ID)}")
        yield from _of_table(table, asked)


def _of_table(table: str, asked: object) -> Iterator[tuple[str, str, dict[str, str]]]:
    if isinstance(asked, (str, Mapping)) or not isinstance(asked, Collection):
        raise ChangeError(f'{table}: there is no list of rows; write [{{"{ID[table]}": ...}}]')
    seen = set()
    for at, row in enumerate(asked, start=1):
        where = f"{table}, row {at}"
        if not isinstance(row, Mapping):
            raise ChangeError(f'{where}: it is no row; write {{"{ID[table]}": ...}}')
        cells = {_name(where, column): _cell(where, column, text) for column, text in row.items()}
        id = cells.get(ID[table], "")
        if not id:
            raise ChangeError(f"{where}: it has no {ID[table]}; add the id of the row")
        if id in seen:
            raise ChangeError(f"{where}: {id!r} is there twice; put all its cells into one row")
        seen.add(id)
        yield table, id, cells


def _name(where: str, column: object) -> str:
    if not isinstance(column, str) or not column or not column.isprintable() or column != column.strip():
        raise ChangeError(f"{where}: {column!r} is no name of a column; write one as in the first row of the file")
    return column


def _cell(where: str, column: object, text: object) -> str:
    if not isinstance(text, str):
        raise ChangeError(f"{where}, column {column}: {text!r} is no text; put it in quotation marks")
    if "\0" in text:
        raise ChangeError(f"{where}, column {column}: the text holds a NUL, which no file can hold; take it out")
    if any("\ud800" <= sign <= "\udfff" for sign in text) if not text.isascii() else False:
        raise ChangeError(f"{where}, column {column}: the text holds half a character (a surrogate); take it out")
    return text.strip()
