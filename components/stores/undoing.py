"""What takes a change set back, and what may be taken out: the same rules and sentences in every store."""

from collections.abc import Sequence

from components.events.changes import ChangeSet, RowChange
from components.events.changing import Lookup, Rows, blockers, inverse, referrers
from components.stores.base import StoreError, UndoError


def back(one: ChangeSet, later: Sequence[ChangeSet], rows: Rows, lookup: Lookup) -> tuple[RowChange, ...]:
    """What takes ``one`` back. Raises ``UndoError`` with what stands in the way.

    ``later`` are the change sets after it that touch one of its rows, and those that undo them; ``rows`` its rows now.
    """
    if standing := blockers(one, later):
        raise UndoError(one.number, standing)
    found = inverse(one, rows)
    if named := referrers(found, lookup):
        raise UndoError(one.number, referring=tuple(named))
    return found


def refuse_needed(changed: Sequence[RowChange], lookup: Lookup) -> None:
    """Raises ``StoreError`` naming who still refers to a row that ``changed`` takes out."""
    if named := referrers(changed, lookup):
        table, id, what, which = named[0]
        raise StoreError(
            f"{what} {which} cannot be taken out: {table} {id} refers to it ({len(named)} in all); change that first",
            "needed",
            table=table,
            id=id,
            named=what,
            which=which,
        )
