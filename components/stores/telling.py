"""A story out of its rows, through the same checks as one in a folder; also as it was at an earlier revision."""

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence

import pandas as pd

from components.events.changes import ID, Cells, ChangeSet
from components.events.changing_past import before
from components.events.derive import build
from components.events.errors import Defect, StoryError
from components.events.participants import explode
from components.events.story import Story
from components.events.validation import check
from components.stores.base import FIRST, StoreError
from components.stores.folder_state import serious

Texts = Callable[[pd.DataFrame], Iterable[Defect]]


def told(
    name: str, rows: Mapping[str, Sequence[Cells]], header: Mapping[str, Sequence[str]], meta: bytes, texts: Texts
) -> Callable[[], Story]:
    """The story of that name, checked but not worked out yet. Raises ``StoryError`` with its defects.

    ``rows`` and ``header`` have each table in its order, ``meta`` is ``story.toml``; ``texts`` tells what is wrong with
    the texts that a table of sources names.
    """
    tables = {table: _frame(rows[table], header[table]) for table in ID}
    tables["participants"] = explode(tables["events"])
    read = tomllib.loads(meta.decode("utf-8-sig"))
    if defects := serious([*check(tables, read), *texts(tables["sources"])]):
        raise StoryError(defects)
    digest = hashlib.sha256(meta + json.dumps([name, header, rows]).encode())
    return lambda: build(name, tables, read, digest.hexdigest())


def number_at(at: int, last: int) -> int:
    """Which revision ``Store.load(at)`` asks for. Raises ``StoreError`` for one that there is not."""
    if at < FIRST or at > last:
        raise StoreError(f"there is no revision {at}: the story is at {last}", "no_revision", number=str(at))
    return 0 if at == FIRST else at or last


def rows_then(rows: Mapping[str, Mapping[str, Cells]], since: Sequence[ChangeSet]) -> dict[str, list[Cells]]:
    """The rows of every table before the change sets ``since``, the cells that are not empty."""
    found = before(rows, since)
    return {
        table: [{name: text for name, text in cells.items() if text} for cells in found.get(table, {}).values()]
        for table in ID
    }


def _frame(rows: Sequence[Cells], names: Sequence[str]) -> pd.DataFrame:
    """A table of texts, numbered as the rows of its file are."""
    data = {name: pd.array([cells.get(name, "") for cells in rows], dtype="str") for name in names}
    return pd.DataFrame(data, index=pd.RangeIndex(2, len(rows) + 2))
