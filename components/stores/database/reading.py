"""A story out of the database, through the same checks as one in a folder."""

import hashlib
import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from components.events.changes import ID, Cells
from components.events.derive import build
from components.events.errors import Defect, StoryError
from components.events.participants import explode
from components.events.schema import FILES
from components.events.story import Story
from components.events.validation import check
from components.stores.database.rows import all_rows, header_of
from components.stores.database.tables import files
from components.stores.folder_state import serious
from components.stores.texts import TEXTS

META = FILES["story"]


def told(connection: Connection, story: int, name: str) -> Callable[[], Story]:
    """The story with that number, checked but not worked out yet. Raises ``StoryError`` with its defects."""
    header, rows, meta = header_of(connection, story), all_rows(connection, story), content(connection, story, META)
    tables = {table: frame(rows[table], header[table]) for table in ID}
    tables["participants"] = explode(tables["events"])
    read = tomllib.loads(meta.decode("utf-8-sig"))
    if defects := serious([*check(tables, read), *text_defects(connection, story, rows["sources"])]):
        raise StoryError(defects)
    digest = hashlib.sha256(meta + json.dumps([name, header, rows]).encode())
    return lambda: build(name, tables, read, digest.hexdigest())


def content(connection: Connection, story: int, name: str) -> bytes:
    """The file of that name."""
    found = connection.scalar(select(files.c.content).where(files.c.story == story, files.c.name == name))
    return bytes(found) if found is not None else b""


def headings(connection: Connection, story: int) -> dict[str, Any]:
    """What ``story.toml`` says."""
    return tomllib.loads(content(connection, story, META).decode("utf-8-sig"))


def frame(rows: Sequence[Cells], names: Sequence[str]) -> pd.DataFrame:
    """A table of texts, numbered as the rows of its file are."""
    data = {name: pd.array([cells.get(name, "") for cells in rows], dtype="str") for name in names}
    return pd.DataFrame(data, index=pd.RangeIndex(2, len(rows) + 2))


def text_defects(connection: Connection, story: int, sources: Sequence[Cells]) -> list[Defect]:
    """Sources that name a text which is not there, or is another."""
    query = select(files.c.name, files.c.sha256).where(files.c.story == story)
    sums: Mapping[str, str] = (
        {row.name: row.sha256 for row in connection.execute(query)} if any(map(_text, sources)) else {}
    )
    table, found = FILES["sources"], []
    for row, cells in enumerate(sources, start=2):
        name, wanted = _text(cells), cells.get("sha256", "")
        there = sums.get(f"{TEXTS}/{name}")
        if name and there is None:
            remedy = f"add it to the folder {TEXTS}, or empty the cell"
            found.append(Defect(table, row, "text", name, "there is no such text", remedy))
        elif name and wanted and wanted != there:
            remedy = f"restore the text, or write {there} and look over the quotes that refer to it"
            found.append(Defect(table, row, "sha256", wanted, f"the text {name} has another checksum", remedy))
    return found


def _text(cells: Cells) -> str:
    return cells.get("text", "")
