"""A story out of the database, through the same checks as one in a folder."""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from components.events.changes import ID, ChangeSet
from components.events.changing import storable
from components.events.changing_texts import is_name
from components.events.schema import FILES
from components.events.story import Story
from components.stores import telling
from components.stores.database.rows import all_rows, chunks, header_of
from components.stores.database.tables import files
from components.stores.telling import rows_then
from components.stores.texts import TEXTS, Found, decoded, no_text, sums_defects

META = FILES["story"]


def told(connection: Connection, story: int, name: str, since: Sequence[ChangeSet] = ()) -> Callable[[], Story]:
    """The story with that number as it was before the change sets ``since``, checked but not worked out yet.

    Raises ``StoryError`` with its defects.
    """
    header, rows, meta = header_of(connection, story), all_rows(connection, story), content(connection, story, META)
    if since:
        rows = rows_then({table: {cells[ID[table]]: cells for cells in rows[table]} for table in ID}, since)
    found = sums(connection, story, [cells["text"] for cells in rows["sources"] if cells.get("text")])
    return telling.told(name, rows, header, meta, lambda sources: sums_defects(sources, found))


def content(connection: Connection, story: int, name: str) -> bytes:
    """The file of that name."""
    found = connection.scalar(select(files.c.content).where(files.c.story == story, files.c.name == name))
    return bytes(found) if found is not None else b""


def headings(connection: Connection, story: int) -> dict[str, Any]:
    """What ``story.toml`` says."""
    return tomllib.loads(content(connection, story, META).decode("utf-8-sig"))


def sums(connection: Connection, story: int, names: Iterable[str]) -> Found:
    """The checksums of those texts of sources that are there."""
    found: dict[str, str] = {}
    for some in chunks(f"{TEXTS}/{name}" for name in names if storable(name)):
        query = select(files.c.name, files.c.sha256).where(files.c.story == story, files.c.name.in_(some))
        found |= {row.name.removeprefix(f"{TEXTS}/"): row.sha256 for row in connection.execute(query)}
    return found.get


def source_text(connection: Connection, story: int, name: str) -> str:
    """The text of a source. Raises ``StoreError`` if there is none of that name."""
    query = select(files.c.content).where(files.c.story == story, files.c.name == f"{TEXTS}/{name}")
    found = connection.scalar(query) if is_name(name) else None
    if found is None:
        raise no_text(name)
    return decoded(name, bytes(found))
