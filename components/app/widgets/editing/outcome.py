"""What a save comes to, as values: saved, something to mend, cells that two people set, or a store that cannot."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from components.app.widgets.editing.ids import free_id, new_claim_id, with_other_ids
from components.events.changes import ID, Cells, Change
from components.events.errors import Defect, StoryError, WhowhenError
from components.stores.base import Clash, ConflictError, EditingError, Store, StoreError

_TRIES = 5  # times to find ids that nobody else takes at the same moment
Choices = Mapping[tuple[str, str, str], str]
"""(table, id, column) of a cell that two people set -> "theirs" or "yours"."""


@dataclass(frozen=True)
class Outcome:
    """Where a save stands. ``expected`` is the revision that the next one is made on.

    ``number`` is the change that was saved, 0 for none. ``clashes`` wait for a choice. ``trouble`` is "failed",
    "refused" or "", ``error`` what the store said. ``tried``: the person has asked for a save, so that what is
    missing may be told. ``settled``: what others wrote is to stay, and nothing is left to save.
    """

    expected: int
    number: int = 0
    clashes: tuple[Clash, ...] = ()
    defects: tuple[Defect, ...] = ()
    trouble: str = ""
    error: WhowhenError | None = None
    tried: bool = False
    settled: bool = False


def decided(change: Change, clashes: Collection[Clash], choices: Choices) -> Change:
    """``change`` without the cells where theirs is to stay, as long as they still say what was refused."""
    dropped = {
        (one.table, one.id, one.column): one.yours
        for one in clashes
        if choices.get((one.table, one.id, one.column)) == "theirs"
    }
    rows = {table: tuple(_without(table, row, dropped) for row in asked) for table, asked in change.rows.items()}
    return replace(change, rows={table: left for table, asked in rows.items() if (left := tuple(filter(None, asked)))})


def undecided(clashes: Collection[Clash], choices: Choices) -> bool:
    """Whether a choice is missing."""
    return any((one.table, one.id, one.column) not in choices for one in clashes)


def _without(table: str, row: Cells, dropped: Mapping[tuple[str, str, str], str]) -> Cells:
    id = row[ID[table]]
    left = {name: text for name, text in row.items() if dropped.get((table, id, name)) != text or name == ID[table]}
    return left if len(left) > 1 or len(left) == len(row) else {}


def saved(store: Store, change: Change, before: Outcome, new: Mapping[str, Collection[str]]) -> Outcome:
    """Save ``change``; what it came to. ``new`` has the ids of rows, by table, that are not of the story yet.

    Two people may think of the same id for what they add: the later one gets another.
    """
    try:
        return _saved(store, change, before, new)
    except StoryError as error:
        # Of this change, or of what somebody else did to the story: then judging tells that.
        told = judged(store, change, replace(before, tried=True, trouble="", error=None))
        return told if told.trouble or told.defects else replace(told, defects=tuple(error.defects))
    except StoreError as error:
        return failed(replace(before, tried=True), error)


def failed(before: Outcome, error: WhowhenError) -> Outcome:
    """``before`` with what the store said instead of doing what it was asked for."""
    trouble = "refused" if isinstance(error, EditingError) else "failed"
    return replace(before, trouble=trouble, error=error.with_traceback(None), defects=())


def _saved(store: Store, change: Change, before: Outcome, new: Mapping[str, Collection[str]]) -> Outcome:
    for _ in range(_TRIES):
        now = store.revision()
        fresh = _with_free_ids(store, change, new)
        try:
            return Outcome(now, store.save(fresh, before.expected), tried=True)
        except ConflictError as error:
            added = {(table, id) for table, ids in new.items() for id in ids}
            clashes = tuple(one for one in error.clashes if (one.table, one.id) not in added)
            if clashes:
                # On the revision from before the save: what came in between is then asked for again, never lost.
                return Outcome(now, clashes=clashes, tried=True)
    raise StoreError("others take the same ids all the time; try again", "ids")


def _with_free_ids(store: Store, change: Change, new: Mapping[str, Collection[str]]) -> Change:
    ids: dict[tuple[str, str], str] = {}
    for table, added in new.items():
        for id in store.rows(table, added):
            ids[table, id] = _other_id(store, table, id, change)
    return with_other_ids(change, ids) if ids else change


def _other_id(store: Store, table: str, id: str, change: Change) -> str:
    asked = {row[ID[table]] for row in change.rows.get(table, ())}
    row = next(row for row in change.rows[table] if row[ID[table]] == id)
    taken = {*asked}
    while True:
        other = new_claim_id(row.get("event_id", ""), taken) if table == "claims" else free_id(id, taken)
        if not store.rows(table, [other]):
            return other
        taken.add(other)


def judged(store: Store, change: Change, before: Outcome) -> Outcome:
    """``before`` with what would be wrong with ``change``; nothing is saved."""
    if not change.rows and not change.gone:
        return replace(before, defects=())
    try:
        return replace(before, defects=store.defects(change))
    except (StoreError, StoryError) as error:
        return failed(before, error)
