"""The texts that a story keeps of its sources: files in its folder ``articles``, named in ``sources.csv``."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from components.events.changes import RowChange
from components.events.changing_texts import digest
from components.events.errors import Defect
from components.events.schema import FILES
from components.stores.base import StoreError

TEXTS = "articles"
Found = Callable[[str], str | None]  # the checksum of a text by its name, ``None`` if there is none of that name


def text_defects(story: Path, sources: pd.DataFrame, coming: Mapping[str, bytes] | None = None) -> Iterator[Defect]:
    """Defects of the texts that ``sources`` (cells as texts, indexed by row) names; other files are nobody's matter.

    A text must be there or among those that are ``coming``, be UTF-8, and have the checksum that stands beside its
    name, if one does.
    """
    for row, name, checksum in _named(sources):
        if coming is not None and name in coming:
            yield from of_text(row, name, checksum, digest(coming[name]))
        else:
            yield from _of_file(story / TEXTS / name, row, name, checksum)


def sums_defects(sources: pd.DataFrame, found: Found) -> Iterator[Defect]:
    """As ``text_defects`` of texts whose checksums are known."""
    for row, name, checksum in _named(sources):
        yield from of_text(row, name, checksum, found(name))


def of_text(row: int, name: str, wanted: str, found: str | None) -> Iterator[Defect]:
    """What is wrong with a text that a source names with the checksum ``wanted``, when it has the one ``found``."""
    table = FILES["sources"]
    if found is None:
        remedy = f"add it to the folder {TEXTS}, or empty the cell"
        yield Defect(table, row, "text", name, "there is no such text", remedy)
    elif wanted and wanted != found:
        remedy = f"restore the text, or write {found} and look over the quotes that refer to it"
        yield Defect(table, row, "sha256", wanted, f"the text {name} has another checksum", remedy)


def coming(asked: Mapping[str, bytes], changed: Iterable[RowChange], found: Found) -> dict[str, bytes]:
    """Those texts of ``asked`` that the story does not have yet.

    Raises ``StoreError`` for a name that another text has, and for a new text that no changed source names.
    """
    named = {(one.after or {}).get("text", "") for one in changed if one.table == "sources"}
    new = {}
    for name, content in asked.items():
        there = found(name)
        if there is None and name not in named:
            raise StoreError(
                f"no source names the text {name}: write its name into the cell text of its source",
                "text_unnamed",
                name=name,
            )
        if there is None:
            new[name] = content
        elif there != digest(content):
            told = f"there is another text {name} already, which stays as it is: choose another name"
            raise StoreError(told, "text_other", name=name)
    return new


def decoded(name: str, content: bytes) -> str:
    """The text in ``content``. Raises ``StoreError`` unless it is UTF-8."""
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        told = f"the text {name} is not in UTF-8: save it again with the encoding UTF-8"
        raise StoreError(told, "text_encoding", name=name) from error


def no_text(name: str) -> StoreError:
    """What is said of a text that the story does not have."""
    shown = f"“{name[:80]}”" if name.isprintable() else ascii(name)[:80]
    named = f"the column text of {FILES['sources']} names those it has"
    return StoreError(f"the story has no text {shown}; {named}", "no_text", name=name)


def _named(sources: pd.DataFrame) -> Iterator[tuple[int, str, str]]:
    """Row, name and checksum of each text that is named."""
    if "text" not in sources:
        return
    names = sources["text"].tolist()
    sums = sources["sha256"].tolist() if "sha256" in sources else [""] * len(names)
    for row, name, checksum in zip(sources.index.tolist(), names, sums, strict=True):
        # What is no plain name has a defect of its own, and must not lead out of the folder.
        if name and Path(name).name == name and not name.startswith(".") and "\0" not in name:
            yield row, name, checksum


def _of_file(file: Path, row: int, name: str, checksum: str) -> Iterator[Defect]:
    table = FILES["sources"]
    if not _is_file(file):
        yield from of_text(row, name, checksum, None)
        return
    try:
        content = file.read_bytes()
    except OSError as error:
        problem = f"the text cannot be read ({error.strerror})"
        yield Defect(table, row, "text", name, problem, "check that it is a file that you may read")
        return
    try:
        content.decode()
    except UnicodeDecodeError:
        yield Defect(table, row, "text", name, "the text is not in UTF-8", "save it again with the encoding UTF-8")
        return
    yield from of_text(row, name, checksum, digest(content))


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:  # a name that is too long for the file system
        return False
