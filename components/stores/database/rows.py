"""Rows in the database: found by id, by what refers to them, or all in their order; written one by one."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, repeat
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, func, insert, select, update

from components.events.changes import ID, Cells
from components.events.changing import LONGEST_ID, storable
from components.events.changing_scope import REFERENCES
from components.stores.base import StoreError
from components.stores.database.tables import headers, refs, rows, stories

Key = tuple[str, str]  # table and id
_T = TypeVar("_T")
_AT_ONCE = 400  # keys in one query


@dataclass(frozen=True)
class Entry:
    """A story in the database."""

    id: int
    revision: int


def entry(connection: Connection, story: str, lock: bool = False) -> Entry:
    """The story named ``story``; with ``lock`` nobody else changes it until the transaction ends.

    Raises ``StoreError`` if there is none.
    """
    query = select(stories.c.id, stories.c.revision).where(stories.c.name == story)
    found = connection.execute(query.with_for_update() if lock else query).first()
    if found is None:
        raise StoreError(f"no story “{story}” in the database: `whowhen load FOLDER` copies one into it", "missing")
    return Entry(found.id, found.revision)


def stamp(connection: Connection, story: str) -> str:
    """Another one after every change set, and when the story was taken away and loaded anew. Raises ``StoreError``."""
    query = select(stories.c.id, stories.c.loaded_at, stories.c.revision).where(stories.c.name == story)
    found = connection.execute(query).first()
    return f"{found.id} {found.loaded_at} {found.revision}" if found else str(entry(connection, story))


def header_of(connection: Connection, story: int) -> dict[str, list[str]]:
    """The columns of each table, in their order."""
    query = select(headers.c.kind, headers.c.columns).where(headers.c.story == story)
    return {row.kind: json.loads(row.columns) for row in connection.execute(query)}


def set_header(connection: Connection, story: int, table: str, names: Sequence[str]) -> None:
    """Give a table other columns; its file is written anew."""
    values = {"columns": json.dumps(list(names), ensure_ascii=False), "raw": None}
    connection.execute(update(headers).where(headers.c.story == story, headers.c.kind == table).values(values))


def found_rows(connection: Connection, story: int, table: str, ids: Iterable[str]) -> dict[str, Cells]:
    """The rows of ``table`` with those ids that are there, as the cells that are not empty."""
    out: dict[str, Cells] = {}
    for some in chunks(filter(storable, ids)):
        query = select(rows.c.id, rows.c.cells).where(rows.c.story == story, rows.c.kind == table, rows.c.id.in_(some))
        out |= {row.id: json.loads(row.cells) for row in connection.execute(query)}
    return out


def held(connection: Connection, story: int, keys: Iterable[Key]) -> dict[str, dict[str, Cells]]:
    """The rows of ``keys`` that are there, by table and id."""
    return {table: found_rows(connection, story, table, ids) for table, ids in by_table(keys).items()}


def referring(connection: Connection, story: int, table: str, column: str, ids: Iterable[str]) -> dict[str, Cells]:
    """The rows of ``table`` whose ``column`` names one of ``ids``, by id."""
    out: dict[str, Cells] = {}
    both = (rows.c.story == refs.c.story) & (rows.c.kind == refs.c.kind) & (rows.c.id == refs.c.id)
    for some in chunks(filter(storable, ids)):
        query = (
            select(rows.c.id, rows.c.cells)
            .join(refs, both)
            .where(refs.c.story == story, refs.c.kind == table, refs.c.via == column, refs.c.to_id.in_(some))
        )
        out |= {row.id: json.loads(row.cells) for row in connection.execute(query)}
    return out


def table_rows(connection: Connection, story: int, table: str, ids: Iterable[str] | None) -> dict[str, Cells]:
    """The rows of ``table`` by id, in their order; those of ``ids`` that are there if there are any."""
    query = select(rows.c.id, rows.c.cells, rows.c.position).where(rows.c.story == story, rows.c.kind == table)
    some = [None] if ids is None else chunks(filter(storable, ids))
    asked = (query if one is None else query.where(rows.c.id.in_(one)) for one in some)
    found = sorted((row for one in asked for row in connection.execute(one)), key=lambda row: row.position)
    return {row.id: json.loads(row.cells) for row in found}


def id_before(connection: Connection, story: int, table: str, name: str) -> str:
    """The id of the row before the one named ``name`` in the order of its table, "" if it is the first."""
    at = select(rows.c.position).where(*_where(rows, story, table, name)).scalar_subquery()
    query = select(rows.c.id).where(rows.c.story == story, rows.c.kind == table, rows.c.position < at)
    return connection.scalar(query.order_by(rows.c.position.desc()).limit(1)) or ""


def all_rows(connection: Connection, story: int) -> dict[str, list[Cells]]:
    """Every row of every table, in the order of the tables' files."""
    query = select(rows.c.kind, rows.c.cells).where(rows.c.story == story).order_by(rows.c.kind, rows.c.position)
    out: dict[str, list[Cells]] = {table: [] for table in ID}
    for kind, cells in connection.execute(query):
        out[kind].append(json.loads(cells))
    return out


def add_rows(
    connection: Connection, story: int, table: str, added: Iterable[Cells], raws: Iterable[bytes | None] = repeat(None)
) -> None:
    """Add rows at the end of a table; ``raws`` are the lines of a file that whowhen would have written otherwise."""
    query = select(func.max(rows.c.position)).where(rows.c.story == story, rows.c.kind == table)
    stream = enumerate(zip(added, raws, strict=False), start=(connection.scalar(query) or 0) + 1)
    while some := list(islice(stream, 5 * _AT_ONCE)):
        data = [
            {**_named(story, table, cells), "position": at, "cells": _dumped(cells), "raw": raw}
            for at, (cells, raw) in some
        ]
        connection.execute(insert(rows), data)
        _refer(connection, story, table, [cells for _, (cells, _) in some])


def set_row(connection: Connection, story: int, table: str, cells: Cells) -> None:
    """Write other cells into a row that is there."""
    values = {"cells": _dumped(cells), "raw": None}
    connection.execute(update(rows).where(*_where(rows, story, table, cells[ID[table]])).values(values))
    connection.execute(delete(refs).where(*_where(refs, story, table, cells[ID[table]])))
    _refer(connection, story, table, [cells])


def remove_row(connection: Connection, story: int, table: str, name: str) -> None:
    """Take a row away; the history keeps it."""
    connection.execute(delete(refs).where(*_where(refs, story, table, name)))
    connection.execute(delete(rows).where(*_where(rows, story, table, name)))


def references(table: str, cells: Cells) -> set[Key]:
    """What a row refers to, as column and id, whether it is there or not."""
    found = set()
    for of, column, _ in REFERENCES:
        if of != table or not (text := cells.get(column, "")):
            continue
        parts = text.split(";") if column == "participants" else [text]
        named = (part.partition(":")[0] if column == "participants" else part for part in parts)
        found |= {(column, name.strip()) for name in named}
    return {(column, name) for column, name in found if 0 < len(name) <= LONGEST_ID}


def _refer(connection: Connection, story: int, table: str, some: Sequence[Cells]) -> None:
    data = [
        {**_named(story, table, cells), "via": column, "to_id": name}
        for cells in some
        for column, name in sorted(references(table, cells))
    ]
    if data:
        connection.execute(insert(refs), data)


def _named(story: int, table: str, cells: Cells) -> dict[str, Any]:
    name = cells[ID[table]]
    if len(name) > LONGEST_ID:
        raise StoreError(f"an id of {len(name)} characters is too long for a database: {LONGEST_ID} at most", "id_long")
    return {"story": story, "kind": table, "id": name}


def _where(table: Any, story: int, kind: str, name: str) -> tuple[Any, ...]:
    return (table.c.story == story, table.c.kind == kind, table.c.id == name)


def _dumped(cells: Mapping[str, str]) -> str:
    return json.dumps({name: text for name, text in cells.items() if text}, ensure_ascii=False)


def by_table(keys: Iterable[Key]) -> dict[str, list[str]]:
    """The ids of ``keys`` by table."""
    out: dict[str, list[str]] = {}
    for table, name in keys:
        out.setdefault(table, []).append(name)
    return out


def chunks(keys: Iterable[_T]) -> Iterator[list[_T]]:
    """``keys``, each once, in lists short enough for one query."""
    stream = iter(dict.fromkeys(keys))
    while some := list(islice(stream, _AT_ONCE)):
        yield some
