"""The story of an archive in its folder: Parquet tables, texts, headings, and what became of each file, as CSV.

Each file is written beside its place first, so that whoever reads finds the old one or the new one.
"""

import csv
import hashlib
import json
import os
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from components.articles.archive.errors import ArchiveError
from components.articles.archive.results import synced
from components.articles.archive.tables import LANGUAGES, STORY
from components.events.schema import FILES

WORKING = ".archive"
"""The folder in the story's with what the next run needs: the results of partitions, and what was written."""
RESULTS, WRITTEN = "results", "written.json"
TEXTS = "articles"
UNREAD_FILE, MANIFEST = "unread.csv", "manifest.csv"

WriteTable = Callable[[Path, str, Iterable[pd.DataFrame]], int]
"""Writes a table of a story, given in pieces of texts, as Parquet into a file, and returns how many rows it has."""


def claim_place(out: Path) -> None:
    """Make the folder of the story. Raises ``ArchiveError`` where it holds what another run did not write."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        if any(out.iterdir()) and not (out / WORKING).is_dir():
            told = "it holds files that are not of an archive; name another folder by --out"
            raise ArchiveError(f"{out}: {told}")
        (out / WORKING / RESULTS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(
            f"{out}: this folder cannot be made or used ({error.strerror}); name another by --out"
        ) from error
    written = _written(out)
    for table in STORY:
        file = out / f"{table}.parquet"
        if file.exists() and _digest(file) not in written.get(file.name, ()):
            told = f"{file.name} was changed since it was written, and would be lost; name another folder by --out"
            raise ArchiveError(f"{out}: {told}")


def write_story(out: Path, tables: Iterable[tuple[str, Iterable[pd.DataFrame]]], write: WriteTable) -> dict[str, int]:
    """Write the tables of the story and its headings; how many rows each table has.

    Headings that are there stay: a person may have given the story a better title.
    """
    rows, coming = {}, {}
    for table, pieces in tables:
        name = f"{table}.parquet"
        coming[name] = out / f".{name}-{uuid.uuid4().hex[:8]}"
        rows[table] = write(coming[name], table, pieces)
        synced(coming[name])
    before, now = _written(out), {name: [_digest(file)] for name, file in coming.items()}
    # Until all are in place, either is known as ours.
    _write_json(out / WORKING / WRITTEN, {name: [*before.get(name, ()), *now[name]] for name in now})
    for name, file in coming.items():
        file.replace(out / name)
    _write_json(out / WORKING / WRITTEN, now)
    if not (out / FILES["story"]).exists():
        with _replacing(out / FILES["story"]) as file:
            file.write_text(_headings(out.resolve().name), encoding="utf-8", newline="\n")
    synced(out)
    return rows


def write_texts(out: Path, texts: Iterable[tuple[str, str]]) -> None:
    """Write texts under their checksums, those that are not there yet."""
    folder = out / TEXTS
    folder.mkdir(exist_ok=True)
    for checksum, text in texts:
        content, file = text.encode(), folder / f"{checksum}.txt"
        if not file.is_file() or file.stat().st_size != len(content):
            with _replacing(file) as coming:
                coming.write_bytes(content)
    if hasattr(os, "sync"):
        os.sync()  # once for all of them


def write_csv(file: Path, rows: pd.DataFrame) -> None:
    """Write a table that a person reads in a spreadsheet."""
    with _replacing(file) as coming, coming.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(rows.columns)
        writer.writerows(rows.itertuples(index=False))


def _headings(name: str) -> str:
    shown = "".join(sign for sign in name.replace("-", " ") if sign.isprintable()).capitalize() or "Archive"
    languages = ", ".join(f'"{code}"' for code in LANGUAGES)
    titles = [f"{code} = {json.dumps(shown, ensure_ascii=False)}" for code in LANGUAGES]
    return "\n".join([f"languages = [{languages}]", 'lanes = "type"', "", "[title]", *titles, ""])


def _written(out: Path) -> dict[str, list[str]]:
    try:
        found = json.loads((out / WORKING / WRITTEN).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ArchiveError(f"{out / WORKING / WRITTEN}: it cannot be read; name another folder by --out") from error
    return found if isinstance(found, dict) else {}


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write_json(file: Path, content: object) -> None:
    with _replacing(file) as coming:
        coming.write_text(json.dumps(content, indent=1, sort_keys=True), encoding="utf-8")
        synced(coming)


@contextmanager
def _replacing(file: Path) -> Iterator[Path]:
    """A place to write to, which takes that of ``file`` once all is written."""
    coming = file.with_name(f".{file.name[:60]}-{uuid.uuid4().hex[:8]}")
    try:
        yield coming
        coming.replace(file)
    finally:
        coming.unlink(missing_ok=True)
