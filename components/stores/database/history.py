"""Change sets in the database."""

import datetime
import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from components.events.changes import Cells, ChangeSet, RowChange
from components.events.changing import storable
from components.stores.database.rows import Key, by_table, chunks
from components.stores.database.tables import change_sets, row_changes, stories, touched_events


def add(connection: Connection, story: int, made: ChangeSet, token: str) -> None:
    """Write a change set down as the newest of the story, whose revision becomes its number."""
    connection.execute(
        insert(change_sets),
        {
            "story": story,
            "number": made.number,
            "at": made.at.isoformat(),
            "author": made.by,
            "why": made.why,
            "undoes": made.undoes,
            "token": token,
            "texts": json.dumps(list(made.texts), ensure_ascii=False) if made.texts else None,
        },
    )
    data = [
        {
            "story": story,
            "number": made.number,
            "seq": at,
            "kind": row.table,
            "id": row.id,
            "before": _dumped(row.before),
            "after": _dumped(row.after),
            "follows": row.follows,
        }
        for at, row in enumerate(made.rows)
    ]
    if data:
        connection.execute(insert(row_changes), data)
    touched = [{"story": story, "event": event, "number": made.number} for event in sorted(events_of(made.rows))]
    if touched:
        connection.execute(insert(touched_events), touched)
    connection.execute(update(stories).where(stories.c.id == story).values(revision=made.number))


def events_of(changed: Iterable[RowChange]) -> set[str]:
    """The events that changes of rows touch, themselves or in their claims."""
    found = set()
    for row in changed:
        if row.table == "events":
            found.add(row.id)
        elif row.table == "claims":
            found |= {cells.get("event_id", "") for cells in (row.before, row.after) if cells}
    return found - {""}


def change_sets_of(
    connection: Connection, story: int, event: str = "", by: str = "", since: int = 0, until: int = 0, most: int = 0
) -> tuple[ChangeSet, ...]:
    """As ``Store.history`` says, ``since`` and ``until`` being numbers that there are (or 0)."""
    if not (storable(event) and storable(by)):
        return ()
    query = select(change_sets).where(change_sets.c.story == story, change_sets.c.number > since)
    if until:
        query = query.where(change_sets.c.number <= until)
    if by:
        query = query.where(change_sets.c.author == by)
    if event:
        query = query.join(
            touched_events,
            (touched_events.c.story == change_sets.c.story) & (touched_events.c.number == change_sets.c.number),
        ).where(touched_events.c.event == event)
    query = query.order_by(change_sets.c.number.desc()).limit(most if most > 0 else None)
    return _with_rows(connection, story, connection.execute(query).all()[::-1])


def change_set(connection: Connection, story: int, number: int) -> ChangeSet:
    """The change set of that number, which is there."""
    (one,) = _numbered(connection, story, [number])
    return one


def later(connection: Connection, story: int, since: int, keys: Sequence[Key]) -> tuple[ChangeSet, ...]:
    """The change sets after revision ``since`` that touch one of the rows ``keys``, and their undos, oldest first."""
    numbers: set[int] = set()
    for table, ids in by_table(keys).items():
        for some in chunks(ids):
            query = select(row_changes.c.number).where(
                row_changes.c.story == story,
                row_changes.c.kind == table,
                row_changes.c.id.in_(some),
                row_changes.c.number > since,
            )
            numbers |= {*connection.scalars(query)}
    fresh = numbers
    while fresh:
        undos = {
            number
            for some in chunks(sorted(fresh))
            for number in connection.scalars(
                select(change_sets.c.number).where(change_sets.c.story == story, change_sets.c.undoes.in_(some))
            )
        }
        fresh = undos - numbers
        numbers |= fresh
    return _numbered(connection, story, sorted(numbers))


def number_of(connection: Connection, token: str) -> int | None:
    """The number of the change set that was saved with ``token``, ``None`` if it was not."""
    return connection.scalar(select(change_sets.c.number).where(change_sets.c.token == token))


def _numbered(connection: Connection, story: int, numbers: Sequence[int]) -> tuple[ChangeSet, ...]:
    heads: list[Row[Any]] = []
    for some in chunks(numbers):
        query = select(change_sets).where(change_sets.c.story == story, change_sets.c.number.in_(some))
        heads += connection.execute(query.order_by(change_sets.c.number)).all()
    return _with_rows(connection, story, heads)


def _with_rows(connection: Connection, story: int, heads: Sequence[Row[Any]]) -> tuple[ChangeSet, ...]:
    """Change sets out of rows of the table, in their order."""
    changed: dict[int, list[RowChange]] = {head.number: [] for head in heads}
    for some in chunks(changed):
        query = select(row_changes).where(row_changes.c.story == story, row_changes.c.number.in_(some))
        for row in connection.execute(query.order_by(row_changes.c.number, row_changes.c.seq)):
            one = RowChange(row.kind, row.id, _loaded(row.before), _loaded(row.after), row.follows)
            changed[row.number].append(one)
    return tuple(
        ChangeSet(
            number=head.number,
            at=datetime.datetime.fromisoformat(head.at),
            by=head.author,
            why=head.why,
            rows=tuple(changed[head.number]),
            undoes=head.undoes,
            texts=tuple(json.loads(head.texts)) if head.texts else (),
        )
        for head in heads
    )


def _dumped(cells: Cells | None) -> str | None:
    return None if cells is None else json.dumps(dict(cells), ensure_ascii=False)


def _loaded(text: str | None) -> Cells | None:
    if text is None:
        return None
    cells: dict[str, str] = json.loads(text)
    return cells
