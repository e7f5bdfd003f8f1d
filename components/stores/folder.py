"""A story in a folder: four CSV files and ``story.toml``, edited by hand or in a spreadsheet."""

import csv
import hashlib
import io
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from components.events.derive import build
from components.events.errors import Defect, StoryError
from components.events.participants import explode
from components.events.schema import FILES, TABLES
from components.events.story import Story
from components.events.validation import check

META = FILES["story"]


def list_stories(root: Path) -> list[str]:
    """Names of the folders in ``root`` that hold a story, sound or not, sorted; none if there is no such folder."""
    if not root.is_dir():
        return []
    found = (path for path in root.iterdir() if path.is_dir() and not path.name.startswith("."))
    return sorted(path.name for path in found if (path / META).is_file() or (path / FILES["events"]).is_file())


def read_story(path: Path) -> Story:
    """The story in the folder ``path``. Raises ``StoryError`` with all its defects."""
    files, tables, meta, defects = _read(Path(path))
    if defects:
        raise StoryError(defects)
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode() + files[name])
    return build(Path(path).resolve().name, tables, meta, digest.hexdigest())


def check_story(path: Path) -> list[Defect]:
    """All defects of the story in the folder ``path``; none means that ``read_story`` reads it."""
    return _read(Path(path))[3]


def story_revision(path: Path) -> str:
    """Changes whenever a file of the story does; cheap, for asking often. It looks at sizes and times only."""
    parts = []
    for name in _names():
        try:
            facts = (Path(path) / name).stat()
        except OSError:
            parts.append(f"{name}:none")
            continue
        parts.append(f"{name}:{facts.st_size}:{facts.st_mtime_ns}")
    return " ".join(parts)


def _names() -> Iterable[str]:
    return (META, *(FILES[table] for table in TABLES))


def _read(path: Path) -> tuple[dict[str, bytes], dict[str, pd.DataFrame], dict[str, Any], list[Defect]]:
    files: dict[str, bytes] = {}
    defects: list[Defect] = []
    if not path.is_dir():
        return {}, {}, {}, [Defect(str(path), 0, "", "", "there is no such folder", "name a folder that holds a story")]
    for name in _names():
        try:
            files[name] = (path / name).read_bytes()
        except FileNotFoundError:
            defects.append(Defect(name, 0, "", "", "the file is missing", "add it; `whowhen new NAME` makes a story with all files"))
        except OSError as error:
            defects.append(Defect(name, 0, "", "", f"the file cannot be read ({error.strerror})", "check that it is a file you may read"))
    meta = _meta(files[META], defects) if META in files else {}
    tables: dict[str, pd.DataFrame] = {}
    for table in TABLES:
        if FILES[table] in files:
            frame = _table(FILES[table], files[FILES[table]], defects)
            if frame is not None:
                tables[table] = frame
    if "events" in tables:
        tables["participants"] = explode(tables["events"])
    if META in files and meta is None:
        return files, tables, {}, defects
    found = check(tables, meta or {})
    if META not in files:
        found = [defect for defect in found if defect.file != META]
    return files, tables, meta or {}, [*defects, *found]


def _meta(content: bytes, defects: list[Defect]) -> dict[str, Any] | None:
    text = _text(META, content, defects)
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        defects.append(Defect(META, 0, "", "", f"it is not TOML: {error}", "correct that line"))
        return None


def _text(name: str, content: bytes, defects: list[Defect]) -> str | None:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        defects.append(Defect(name, row, "", "", "the file is not in UTF-8", "save it again with the encoding UTF-8"))
        return None


def _table(name: str, content: bytes, defects: list[Defect]) -> pd.DataFrame | None:
    """Cells as texts without space around, indexed by row number; ``None`` (and defects) where the file has no shape."""
    text = _text(name, content, defects)
    if text is None:
        return None
    before = len(defects)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        defects.append(Defect(name, 0, "", "", f"the file is not CSV ({error})", "check the quotation marks"))
        return None
    header = [cell.strip() for cell in rows[0]] if rows else []
    defects += _header_defects(name, header)
    body = {at: [cell.strip() for cell in row] for at, row in enumerate(rows[1:], start=2)}
    body = {at: row for at, row in body.items() if any(row)}
    for at, row in body.items():
        if len(row) != len(header) and header:
            problem = f"the row has {len(row)} cells, the header {len(header)}"
            defects.append(Defect(name, at, "", "", problem, "put a text with a comma in quotation marks"))
    if len(defects) > before:
        return None
    index = pd.Index(list(body), dtype="int64")
    columns = zip(*body.values(), strict=True) if body else ([] for _ in header)
    return pd.DataFrame({name: pd.array(cells, dtype="str") for name, cells in zip(header, columns, strict=True)}, index=index)


def _header_defects(name: str, header: list[str]) -> Iterable[Defect]:
    if not any(header):
        yield Defect(name, 1, "", "", "the header is missing", "write the names of the columns in the first row")
        return
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        yield Defect(name, 1, "", "", "the columns are not separated by commas", "save it again as CSV with commas")
        return
    for at, column in enumerate(header):
        if column in header[:at]:
            yield Defect(name, 1, column, "", "the column is there twice", "remove or rename one of the two")
        if not column:
            yield Defect(name, 1, "", "", f"column {at + 1} has no name", "name it, or remove the column")
