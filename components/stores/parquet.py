"""A story folder with tables in Parquet instead of CSV: the same columns, participants as a table of their own.

It is read and checked here; nothing changes it, since a Parquet file is written anew or not at all.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from components.events.derive import tell
from components.events.errors import Defect, StoryError
from components.events.participants import explode
from components.events.schema import TABLES, columns, typed
from components.events.story import Story
from components.events.validation import cells, head, named, story_languages, untold
from components.events.validation_meta import meta_defects
from components.events.validation_rules import rules
from components.events.validation_sheets import Found, Sheet, sheet
from components.stores.columnar import Told, read_table
from components.stores.folder import META, csv_table, headings
from components.stores.parquet_files import files_of, misplaced
from components.stores.texts import text_defects

MOST = 100  # defects that are listed; all are counted
_BLOCK = 1 << 20


@dataclass(frozen=True, eq=False)
class Read:
    """What a folder holds: its tables with their types, its headings, and what is wrong with it."""

    tables: Mapping[str, pd.DataFrame]
    meta: Mapping[str, Any]
    found: Found
    files: Mapping[str, str]

    @property
    def defects(self) -> list[Defect]:
        """The first ``MOST`` defects, by file and row."""
        return self.found.listed((META, *(self.files[table] for table in (*TABLES, "participants"))))


def read_parquet(path: Path) -> Story:
    """The story in the folder ``path``. Raises ``StoryError`` with its first defects."""
    found = examine(path, keeping=True)
    if found.found.count:
        raise StoryError(found.defects)
    return tell(path.resolve().name, dict(found.tables), found.meta, _revision(path, found.files))


def examine(path: Path, keeping: bool = False) -> Read:
    """All that is wrong with the story in ``path``, counted; with ``keeping`` its tables, too."""
    found, files = Found(MOST), files_of(path)
    found.add(*misplaced(path))
    defects: list[Defect] = []
    meta = headings(path, defects)
    found.add(*defects, *(meta_defects(meta) if meta is not None else ()))
    known = meta or {}
    told = Told(story_languages(known), named(known, "families"), files)
    sheets: dict[str, Sheet] = {}
    tables: dict[str, pd.DataFrame] = {}
    for table in (*TABLES, "participants"):
        if files[table].endswith(".parquet"):
            if (path / files[table]).is_file():
                _add_parquet(found, path / files[table], table, told, keeping, sheets, tables)
            else:
                remedy = "add it; whowhen convert --to parquet writes all of them"
                found.add(Defect(files[table], 0, "", "", "the file is missing", remedy))
        elif table != "participants":
            _add_csv(found, path, table, told, keeping, sheets, tables)
    rules(found, sheets, named(known, "sides"))
    return Read(tables, known, found, files)


def _add_parquet(
    found: Found,
    file: Path,
    table: str,
    told: Told,
    keeping: bool,
    sheets: dict[str, Sheet],
    tables: dict[str, pd.DataFrame],
) -> None:
    content = read_table(found, file, table, told, keeping)
    if content is None:
        return
    sheets[table], tables[table] = content.sheet, content.frame
    if table == "sources":
        texts = {name: column for name in ("text", "sha256") if (column := content.sheet.texts(name))}
        if "text" in texts and not texts["text"].empty.all():
            cells_ = {name: column.names.take(column.codes) for name, column in texts.items()}
            named_ = pd.DataFrame(cells_, index=pd.Index(content.sheet.rows))
            found.add(*(_in_file(one, file.name) for one in text_defects(file.parent, named_)))


def _add_csv(
    found: Found,
    path: Path,
    table: str,
    told: Told,
    keeping: bool,
    sheets: dict[str, Sheet],
    tables: dict[str, pd.DataFrame],
) -> None:
    """A table that is CSV beside others that are not."""
    defects: list[Defect] = []
    frame = csv_table(path, table, defects)
    found.add(*defects)
    if frame is None:
        return
    one = sheets[table] = sheet(table, frame)
    head(found, one, table, list(one.columns), told.languages)
    for column in columns(table, told.languages):
        if column.name in one.columns:
            cells(found, one, column, one.columns[column.name], told.types, told.files)
    untold(found, one, table, {name: ~column.empty for name, column in one.columns.items()}, told.languages)
    if table == "sources":
        found.add(*text_defects(path, frame))
    if table == "events":
        parts = explode(frame)
        sheets["participants"] = sheet("participants", parts)
        tables["participants"] = typed("participants", parts, told.languages)
    if keeping:
        tables[table] = typed(table, frame, told.languages)


def _in_file(one: Defect, file: str) -> Defect:
    return Defect(file, one.row, one.column, one.value, one.problem, one.remedy)


def _revision(path: Path, files: Mapping[str, str]) -> str:
    """A hash of the files."""
    digest = hashlib.sha256()
    for name in sorted({META, *files.values()}):
        digest.update(f"{name}\0{(path / name).stat().st_size}\0".encode())
        with (path / name).open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    return digest.hexdigest()
