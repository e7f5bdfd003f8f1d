"""A story in a folder: four CSV files and ``story.toml``, edited by hand or in a spreadsheet."""

import csv
import hashlib
import io
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from components.events.derive import build
from components.events.errors import Defect, StoryError
from components.events.participants import explode
from components.events.schema import FILES, TABLES
from components.events.story import Story
from components.events.validation import check
from components.stores.parquet_files import NAMES as PARQUET
from components.stores.parquet_files import SUFFIX, in_parquet
from components.stores.texts import text_defects

META = FILES["story"]
NAMES = (META, *(FILES[table] for table in TABLES))
FOLDER = "WHOWHEN_STORIES"
csv.field_size_limit(2**31 - 1)  # a long note is no fault of the file


def stories_folder() -> Path:
    """The folder that holds the stories: the one that WHOWHEN_STORIES names, else ``data`` beside ``components``."""
    return Path(os.environ.get(FOLDER) or Path(__file__).resolve().parents[2] / "data").expanduser()


def list_stories(root: Path) -> list[str]:
    """Names of the folders in ``root`` that hold a story, sound or not, sorted; none if there is no such folder."""
    if not root.is_dir():
        return []
    found = (path for path in root.iterdir() if path.is_dir() and not path.name.startswith("."))
    events = (FILES["events"], f"events{SUFFIX}")
    return sorted(path.name for path in found if any((path / name).is_file() for name in (META, *events)))


def read_story(path: Path) -> Story:
    """The story in the folder ``path``. Raises ``StoryError`` with all its defects, of a large story the first ones."""
    if in_parquet(Path(path)):
        from components.stores.parquet import read_parquet

        return read_parquet(Path(path))
    judged = judge(Path(path), *read_files(Path(path)))
    if judged.defects:
        raise StoryError(judged.defects)
    return told_by(Path(path), judged)


def check_story(path: Path) -> list[Defect]:
    """All defects of the story in the folder ``path``; none means that ``read_story`` reads it."""
    return examined(path)[0]


def examined(path: Path) -> tuple[list[Defect], int]:
    """Defects of the story in the folder ``path`` and how many there are: of tables in Parquet the first are listed."""
    if in_parquet(Path(path)):
        from components.stores.parquet import examine

        found = examine(Path(path))
        return found.defects, found.found.count
    defects = judge(Path(path), *read_files(Path(path))).defects
    return defects, len(defects)


def story_revision(path: Path) -> str:
    """Changes whenever a file of the story does; cheap, for asking often. It looks at sizes and times only."""
    parts = []
    for name in (*NAMES, *PARQUET):
        try:
            facts = (Path(path) / name).stat()
        except OSError:
            if name in NAMES:
                parts.append(f"{name}:none")
            continue
        parts.append(f"{name}:{facts.st_size}:{facts.st_mtime_ns}")
    return " ".join(parts)


@dataclass(frozen=True)
class Judged:
    """The files of a story, their tables of texts indexed by row, the headings, and what is wrong with them."""

    files: Mapping[str, bytes]
    tables: Mapping[str, pd.DataFrame]
    meta: Mapping[str, Any]
    defects: list[Defect]


def told_by(path: Path, judged: Judged) -> Story:
    """The story that files without defects tell; its revision is a hash of them."""
    digest = hashlib.sha256()
    for name in sorted(judged.files):
        digest.update(f"{name}\0{len(judged.files[name])}\0".encode() + judged.files[name])
    return build(path.resolve().name, judged.tables, judged.meta, digest.hexdigest())


def read_files(path: Path) -> tuple[dict[str, bytes], list[Defect]]:
    """The files of the story in the folder ``path``, and a defect for each that cannot be read."""
    files: dict[str, bytes] = {}
    defects: list[Defect] = []
    if not path.is_dir():
        return {}, [_of_file(str(path), "there is no such folder", "name a folder that holds a story")]
    for name in NAMES:
        files |= _read(path, name, defects)
    return files, defects


def _read(path: Path, name: str, defects: list[Defect]) -> dict[str, bytes]:
    """The content of a file by its name; nothing, and a defect, if it cannot be read."""
    try:
        return {name: (path / name).read_bytes()}
    except FileNotFoundError:
        remedy = "add it; `whowhen new NAME` makes a story with all its files"
        defects.append(_of_file(name, "the file is missing", remedy))
    except OSError as error:
        problem = f"the file cannot be read ({error.strerror})"
        defects.append(_of_file(name, problem, "check that it is a file that you may read"))
    return {}


def judge(path: Path, files: Mapping[str, bytes], unread: Sequence[Defect] = ()) -> Judged:
    """What ``files`` hold and what is wrong with them; the texts of sources are looked for in the folder ``path``."""
    defects = list(unread)
    if not files and defects:
        return Judged({}, {}, {}, defects)
    tables = {table: frame for table in TABLES if (frame := _table(FILES[table], files, defects)) is not None}
    if "events" in tables:
        tables["participants"] = explode(tables["events"])
    texts = list(text_defects(path, tables["sources"])) if "sources" in tables else []
    meta = _meta(files, defects)
    if meta is not None:
        return Judged(files, tables, meta, [*defects, *check(tables, meta), *texts])
    found = check(tables, _guessed(tables))
    return Judged(files, tables, {}, [*defects, *(defect for defect in found if defect.file != META), *texts])


def headings(path: Path, defects: list[Defect]) -> dict[str, Any] | None:
    """What ``story.toml`` in the folder ``path`` says; ``None``, and its defects, if that cannot be told."""
    return _meta(_read(path, META, defects), defects)


def csv_table(path: Path, table: str, defects: list[Defect]) -> pd.DataFrame | None:
    """A CSV table of the folder ``path``: texts indexed by row; ``None``, and its defects, if it has no shape."""
    return _table(FILES[table], _read(path, FILES[table], defects), defects)


def _guessed(tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """Headings with which the tables can be checked when there are none: what they alone could name is sound."""

    def cells(table: str, column: str) -> list[str]:
        return list(tables[table][column]) if table in tables and column in tables[table] else []

    names = tables["events"].columns if "events" in tables else ()
    languages = [name.removeprefix("title_") for name in names if name.startswith("title_")]
    families, sides = (dict.fromkeys(cells(*where)) for where in (("events", "type"), ("actors", "side")))
    return {"languages": languages, "families": families, "sides": sides}


def _of_file(name: str, problem: str, remedy: str, row: int = 0) -> Defect:
    return Defect(name, row, "", "", problem, remedy)


def _meta(files: Mapping[str, bytes], defects: list[Defect]) -> dict[str, Any] | None:
    text = _text(META, files[META], defects) if META in files else None
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError, numbers too long for Python, brackets too deep
        defects.append(_of_file(META, f"it is not TOML: {error}", "correct that line"))
        return None


def _text(name: str, content: bytes, defects: list[Defect]) -> str | None:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        defects.append(_of_file(name, "the file is not in UTF-8", "save it again with the encoding UTF-8", row))
        return None


def _table(name: str, files: Mapping[str, bytes], defects: list[Defect]) -> pd.DataFrame | None:
    """Cells as texts without space around, indexed by row number; ``None`` (and defects) for a file without shape."""
    text = _text(name, files[name], defects) if name in files else None
    if text is None:
        return None
    rows: list[list[str]] = []
    before = len(defects)
    try:
        rows.extend([cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        defects.append(_of_file(name, f"the file is not CSV ({error})", "check the quotation marks", len(rows) + 1))
        return None
    header = rows[0] if rows else []
    body = {at: row for at, row in enumerate(rows[1:], start=2) if any(row)}
    defects += _header_defects(name, header) or _ragged(name, len(header), body)
    if len(defects) > before:
        return None
    columns = zip(*body.values(), strict=True) if body else ([] for _ in header)
    data = {column: pd.array(cells, dtype="str") for column, cells in zip(header, columns, strict=True)}
    return pd.DataFrame(data, index=pd.Index(list(body), dtype="int64"))


def _ragged(name: str, size: int, body: Mapping[int, list[str]]) -> list[Defect]:
    """Rows with too few or too many cells."""
    remedy = "put a text that holds a comma or a quotation mark in quotation marks, and double those inside"
    return [
        _of_file(name, f"the row has {len(row)} cells, the header {size}", remedy, at)
        for at, row in body.items()
        if len(row) != size
    ]


def _header_defects(name: str, header: list[str]) -> list[Defect]:
    if not any(header):
        return [_of_file(name, "the header is missing", "write the names of the columns in the first row", 1)]
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        return [_of_file(name, "the columns are not separated by commas", "save it again as CSV with commas", 1)]
    found = []
    for at, column in enumerate(header):
        if not column:
            found.append(_of_file(name, f"column {at + 1} has no name", "name it, or remove the column", 1))
        elif column in header[:at]:
            found.append(Defect(name, 1, column, "", "the column is there twice", "remove or rename one of the two"))
    return found
