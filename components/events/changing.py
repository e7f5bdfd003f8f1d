"""Changes to tables of cells as pure functions: what a change does, whom it contradicts, how it is taken back.

``Rows`` maps table -> id -> cells, without those that are empty. What a change touches besides its own rows is found by
``neighbourhood`` and ``referrers`` (``changing_scope.py``), told in words by ``told`` (``changing_words.py``).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from components.events.changes import ID, Cells, Change, ChangeError, ChangeSet, RowChange
from components.events.changing_scope import Held, Lookup, by_id, by_position, named_by, neighbourhood, referrers
from components.events.changing_texts import storable, texts_of
from components.events.changing_words import told

__all__ = [
    "ChangeError",
    "Held",
    "Lookup",
    "Rows",
    "SameCell",
    "applied",
    "asked_for",
    "blockers",
    "by_id",
    "by_position",
    "inverse",
    "looked_at",
    "merge",
    "neighbourhood",
    "referrers",
    "row_changes",
    "signed",
    "storable",
    "texts_of",
    "told",
    "touches",
]

LONGEST_ID = 255  # characters; longer ones fit no index of a database
Rows = Mapping[str, Mapping[str, Cells]]


class SameCell(NamedTuple):
    """A cell that two people set; the fields of ``stores.base.Clash``, in its order.

    A row that is to be taken out while somebody else changed it is one clash, of the column of its id.
    """

    table: str
    id: str
    column: str
    theirs: str
    yours: str
    by: str


def row_changes(change: Change, rows: Rows) -> tuple[RowChange, ...]:
    """What ``change`` does to ``rows``: a new id is added, a known one changed in the cells given or taken out.

    Rows that stay as they are drop out, those to take out that are not there, too. Cells are kept without space around,
    as in a CSV file. Raises ``ChangeError`` for an unknown table, a row without id or there twice, a new id that is too
    long, a cell that is no text or that no file can hold, an event to take out.
    """
    found = []
    for table, id, cells in _asked(change):
        before = rows.get(table, {}).get(id)
        after = _filled({**(before or {}), **cells})
        if before is None and len(id) > LONGEST_ID:
            raise ChangeError(f"{table}: an id of {len(id)} characters is too long: {LONGEST_ID} at most", "id_long")
        if before is None or _filled(before) != after:
            found.append(RowChange(table, id, None if before is None else _filled(before), after))
    for table, id in _asked_out(change):
        if (held := rows.get(table, {}).get(id)) is not None:
            found.append(RowChange(table, id, _filled(held), None))
    return tuple(found)


def asked_for(change: Change) -> list[tuple[str, str]]:
    """Table and id of every row that ``change`` sets or takes out. Raises ``ChangeError`` as ``row_changes`` does."""
    return [*((table, id) for table, id, _ in _asked(change)), *_asked_out(change)]


def looked_at(change: Change) -> list[tuple[str, str]]:
    """Those of ``asked_for``, and the rows that they are made to refer to: ``merge`` asks for changes of all these."""
    named = {one for table, _, cells in _asked(change) for one in named_by(table, cells)}
    return list(dict.fromkeys([*asked_for(change), *sorted(named)]))


def signed(by: str, why: str) -> None:
    """Raise ``ChangeError`` unless ``by`` is a name and both are texts that can be kept."""
    if not _cell("a change", "by", by):
        raise ChangeError("a change needs the name of who makes it; give one", "unsigned")
    _cell("a change", "why", why)


def merge(change: Change, rows: Rows, since: Sequence[ChangeSet]) -> tuple[SameCell, ...]:
    """The cells that ``change`` would set to another text than one of the change sets ``since`` did; ``rows`` are now.

    Cells that nobody touched since, and those that now hold what is asked for, merge. A row that was taken out since
    contradicts every cell asked for, and one that is to be taken out every change of it since. Raises ``ChangeError``
    for a row to take out that there never was, and for a cell that refers to one that was taken out since: where it may
    hold free text, nothing else would tell.
    """
    touched: dict[tuple[str, str, str], str] = {}
    last: dict[tuple[str, str], str] = {}
    gone: dict[tuple[str, str], str] = {}
    for one in since:
        for row in one.rows:
            touched.update({(row.table, row.id, column): one.by for column in row.fields})
            last[row.table, row.id] = one.by
            gone.pop((row.table, row.id), None)
            if row.after is None:
                gone[row.table, row.id] = one.by
    found = []
    gone_too = gone.keys() - {(table, id) for table, id, _ in _asked(change)}
    for table, id, cells in _asked(change):
        for named, which in sorted(named_by(table, cells) & gone_too):
            who = gone[named, which]
            raise ChangeError(
                f"{table} {id}: {who} took {named} {which} out meanwhile; refer to another, or add it again",
                "gone_meanwhile",
                by=who,
                named=named,
                which=which,
            )
        now = rows.get(table, {}).get(id, {})
        for column, yours in cells.items():
            by = gone.get((table, id)) or touched.get((table, id, column))
            if by is not None and column != ID[table] and now.get(column, "") != yours:
                found.append(SameCell(table, id, column, now.get(column, ""), yours, by))
    for table, id in _asked_out(change):
        there = id in rows.get(table, {})
        if there and (table, id) in last:
            found.append(SameCell(table, id, ID[table], id, "", last[table, id]))
        elif not there and (table, id) not in gone:
            raise ChangeError(f"{table} have no row {id!r:.80} that could be taken out; correct the id", "gone_already")
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
        raise ChangeError('a change is a table of tables: write {"events": [{"event_id": ...}]}', "shape")
    for table, asked in change.rows.items():
        if table not in ID:
            raise ChangeError(f"there is no table {table!r:.80}: write one of {', '.join(ID)}", "shape")
        yield from _of_table(table, asked)


def _asked_out(change: Change) -> Iterator[tuple[str, str]]:
    """Table and id of each row that is to be taken out."""
    if not isinstance(change.gone, Mapping):
        raise ChangeError('gone: rows to take out are tables of ids; write {"actors": ["an-id"]}', "shape")
    set_too = {(table, id) for table, id, _ in _asked(change)} if change.gone else set()
    for table, ids in change.gone.items():
        if table == "events":
            raise ChangeError(
                "gone: an event is never taken out; write the reason into its cell removed", "event_stays"
            )
        if table not in ID:
            names = ", ".join(list(ID)[1:])
            raise ChangeError(f"gone: there is no table {table!r:.80}: write one of {names}", "shape")
        if isinstance(ids, (str, Mapping)) or not isinstance(ids, Collection):
            raise ChangeError(f'gone: {table}: there is no list of ids; write ["an-id"]', "shape")
        for id in dict.fromkeys(_cell(f"gone, {table}", ID[table], one) for one in ids):
            if not id:
                raise ChangeError(f"gone: {table}: an id is empty; write that of the row to take out", "shape")
            if (table, id) in set_too:
                raise ChangeError(
                    f"{table}: {id!r:.80} is to be changed and to be taken out; do one of the two", "both"
                )
            yield table, id


def _of_table(table: str, asked: object) -> Iterator[tuple[str, str, dict[str, str]]]:
    if isinstance(asked, (str, Mapping)) or not isinstance(asked, Collection):
        raise ChangeError(f'{table}: there is no list of rows; write [{{"{ID[table]}": ...}}]', "shape")
    seen = set()
    for at, row in enumerate(asked, start=1):
        where = f"{table}, row {at}"
        if not isinstance(row, Mapping):
            raise ChangeError(f'{where}: it is no row; write {{"{ID[table]}": ...}}', "shape")
        cells = {_name(where, column): _cell(where, column, text) for column, text in row.items()}
        id = cells.get(ID[table], "")
        if not id:
            raise ChangeError(f"{where}: it has no {ID[table]}; add the id of the row", "no_id")
        if id in seen:
            raise ChangeError(f"{where}: {id!r:.80} is there twice; put all its cells into one row", "twice", id=id)
        seen.add(id)
        yield table, id, cells


def _name(where: str, column: object) -> str:
    if not isinstance(column, str) or not column or not column.isprintable() or column != column.strip():
        remedy = "write one as in the first row of the file"
        raise ChangeError(f"{where}: {column!r:.80} is no name of a column; {remedy}", "shape")
    return column


def _cell(where: str, column: object, text: object) -> str:
    if not isinstance(text, str):
        raise ChangeError(f"{where}, column {column:.80}: {text!r:.80} is no text; put it in quotation marks", "shape")
    if not storable(text):
        what = "a NUL, which no file can hold" if "\0" in text else "half a character (a surrogate)"
        raise ChangeError(
            f"{where}, column {column:.80}: the text holds {what}; take it out", "sign", column=str(column)
        )
    return text.strip()
