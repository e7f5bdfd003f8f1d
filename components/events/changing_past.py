"""Rows as they were before later change sets, worked out backwards from the rows now."""

from collections.abc import Sequence
from dataclasses import replace

from components.events.changes import Cells, ChangeSet, RowChange
from components.events.changing import Rows


def placed(changed: Sequence[RowChange], rows: Rows) -> tuple[RowChange, ...]:
    """``changed``, and of those that are taken out of ``rows`` where they stood, so that ``before`` finds it."""
    out_of = {one.table for one in changed if one.after is None}
    order = {table: dict(zip(rows.get(table, {}), ("", *rows.get(table, {})), strict=False)) for table in out_of}
    return tuple(replace(one, follows=order[one.table].get(one.id)) if one.after is None else one for one in changed)


def before(rows: Rows, since: Sequence[ChangeSet]) -> dict[str, dict[str, Cells]]:
    """``rows`` as they were before the change sets ``since``, oldest first, which made them what they are.

    Rows keep their order. One that was taken out since stands where it did; last, where nobody noted that.
    """
    out: dict[str, dict[str, Cells]] = {table: dict(held) for table, held in rows.items()}
    for one in reversed(since):
        gone: dict[str, list[RowChange]] = {}
        for row in one.rows:
            held = out.setdefault(row.table, {})
            if row.before is None:
                held.pop(row.id, None)
            elif row.id in held:
                held[row.id] = row.before
            else:
                gone.setdefault(row.table, []).append(row)
        for table, taken in gone.items():
            out[table] = _put_back(out[table], taken)
    return out


def _put_back(held: dict[str, Cells], taken: Sequence[RowChange]) -> dict[str, Cells]:
    """``held`` with the rows that one change set took out of it."""
    following = {row.follows: row for row in taken if row.follows is not None}
    new: dict[str, Cells] = {}
    for id in ("", *held):
        if id:
            new[id] = held[id]
        while row := following.pop(id, None):
            new[row.id] = row.before or {}
            id = row.id
    return {**new, **{row.id: row.before or {} for row in taken if row.id not in new}}
