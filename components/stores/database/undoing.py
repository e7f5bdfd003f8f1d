"""What takes a change set of the database back."""

from sqlalchemy import Connection

from components.events.changes import ChangeSet, RowChange
from components.events.changing import blockers, inverse, referrers
from components.stores.base import StoreError
from components.stores.database import history
from components.stores.database.lookup import Kept
from components.stores.database.rows import held


def back(connection: Connection, story: int, number: int) -> tuple[RowChange, ...]:
    """The rows as they were before change set ``number``. Raises ``StoreError`` naming what stands in the way."""
    one = history.change_set(connection, story, number)
    keys = [(row.table, row.id) for row in one.rows]
    if standing := blockers(one, history.later(connection, story, number, keys)):
        raise StoreError(_blocked(one, standing[0]))
    rows = inverse(one, held(connection, story, keys))
    if found := referrers(rows, Kept(connection, story)):
        table, id, named, which = found[0]
        raise StoreError(
            f"change {number} cannot be undone: {table} {id} refers to {named} {which}, which would be gone "
            f"({len(found)} in all); change that first"
        )
    return rows


def _blocked(one: ChangeSet, first: ChangeSet) -> str:
    if first.undoes == one.number:
        return f"change {one.number} was taken back already, by change {first.number} of {first.by}"
    return (
        f"change {one.number} cannot be undone: change {first.number} of {first.by} touched the same cells later; "
        "undo that one first, or correct the cells"
    )
