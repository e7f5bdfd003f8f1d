"""Rows pasted out of a spreadsheet or a CSV file: text in, rows of cells out, or what is wrong with it and where.

Cells are text and stay text: a formula is what it says, a decimal comma stays a comma. Nothing here knows Streamlit.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from components.events.changes import ID, Cells

LARGEST = 5_000_000  # bytes of UTF-8
MOST = 20_000  # rows
LONGEST = 100_000  # characters of a cell; the csv module reads a little more
ID_NAMES = frozenset(ID.values())
FAULTS = 100  # told at most
_SHOWN = 80  # characters of a value that are told
# A cell between tabs; the group is one in quotes, as a spreadsheet writes cells with tabs or line ends in them.
_CELL = re.compile(r'("(?:[^"]|"")*+"(?=[\t\n]|\Z))|[^\t\n]+')


@dataclass(frozen=True)
class Fault:
    """What cannot be read. ``row`` counts from 1 as a spreadsheet does, 0 for all of it; ``problem`` is a key of the
    table's words ("faults.<problem>"), ``value`` what was found and ``hint`` what it may have been meant for.
    """

    problem: str
    row: int = 0
    column: str = ""
    value: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Pasted:
    """``rows`` with the cells that were given, ``columns`` in their order; nothing of it when there are ``faults``."""

    rows: tuple[Cells, ...] = ()
    columns: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass
class _Reading:
    """The work of one paste."""

    columns: tuple[str, ...]
    id: str
    faults: list[Fault] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    @property
    def full(self) -> bool:
        return len(self.faults) >= FAULTS

    def fault(self, problem: str, row: int = 0, column: str = "", value: str = "", hint: str = "") -> None:
        self.faults.append(Fault(problem, row, column, _short(value), hint))


def pasted(text: str, columns: Sequence[str], names: Mapping[str, str], id: str) -> Pasted:
    """The rows of ``text``: cells between tabs, commas or semicolons, with a first line of names or without.

    ``columns`` are those of the table, which a text without names follows in order; ``names`` maps what a first line
    may call them, as ``plain`` writes it, to columns; ``id`` is the column of the ids, which may be left out.
    """
    if len(text) > LARGEST or len(text.encode("utf-8", "replace")) > LARGEST:
        return Pasted(faults=(Fault("too_large"),))
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return Pasted(faults=(Fault("nothing"),))
    work = _Reading(tuple(columns), id)
    lines = _lines(text, _separator(text, names), work)
    first = next(lines, None)
    if first is None:
        return Pasted(faults=tuple(work.faults))
    header = _is_header(first[1], names)
    if header:
        work.columns = _header(first[1], names, work)
    if work.faults:
        return Pasted(faults=tuple(work.faults))
    rows = [] if header else [_row(*first, work)]
    for number, cells in lines:
        if work.full:
            break
        rows.append(_row(number, cells, work))
    if not rows and not work.faults:
        work.fault("no_rows")
    found = tuple(work.faults[:FAULTS])
    return Pasted(faults=found) if found else Pasted(tuple(rows), work.columns)


def plain(name: str) -> str:
    """A name of a column without case, accents, spaces and signs."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in letters if sign.isalnum())


def _separator(text: str, names: Mapping[str, str]) -> str:
    """What stands between the cells: a tab if the first line has one, else what parts it best."""
    line = text.lstrip("\n").partition("\n")[0]
    if "\t" in line:
        return "\t"

    def worth(separator: str) -> tuple[int, int]:
        cells = next(csv.reader([line], delimiter=separator), [])
        return sum(plain(cell) in names for cell in cells), len(cells)

    return max(";,", key=worth)


def _lines(text: str, separator: str, work: _Reading) -> Iterator[tuple[int, list[str]]]:
    """The lines that hold something, each with its number; a text that is no CSV ends with a fault."""
    if separator == "\t" and '"' in text:
        text = _CELL.sub(_mended, text)
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=separator, strict=True)
    number = kept = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            work.fault("long_cell" if "limit" in str(error) else "quotes", number)
            return
        kept += any(cell.strip() for cell in cells)
        if kept > MOST + 1:
            work.faults[:] = [Fault("too_many")]
            return
        if any(cell.strip() for cell in cells):
            yield number, [cell.strip() for cell in cells]


def _mended(found: re.Match[str]) -> str:
    """A cell between tabs. A spreadsheet quotes one for its tabs and line ends only: other quotes are its own."""
    cell = found[0]
    return '"' + cell.replace('"', '""') + '"' if '"' in cell and not found[1] else cell


def _is_header(cells: Sequence[str], names: Mapping[str, str]) -> bool:
    """Whether a first line holds names of columns: half of its cells are such, or one that only names can be."""
    filled = [cell for cell in cells if cell]
    return 2 * sum(plain(cell) in names for cell in filled) >= len(filled) or not ID_NAMES.isdisjoint(filled)


def _header(cells: Sequence[str], names: Mapping[str, str], work: _Reading) -> tuple[str, ...]:
    """The columns that a first line names; "" for one without a name."""
    found: list[str] = []
    for cell in cells:
        column = names.get(plain(cell), "")
        if cell and not column:
            close = get_close_matches(plain(cell), names, n=1, cutoff=0.6)
            work.fault("unknown_column", 1, cell[:_SHOWN], hint=names[close[0]] if close else ", ".join(work.columns))
        elif column and column in found:
            work.fault("column_twice", 1, column, cell)
        found.append(column)
    return tuple(found)


def _row(number: int, cells: Sequence[str], work: _Reading) -> Cells:
    """One row as cells by column; what a short line leaves out is not in it."""
    row: dict[str, str] = {}
    for at, cell in enumerate(cells):
        column = work.columns[at] if at < len(work.columns) else ""
        if not column:
            if cell:
                work.fault("no_column", number, value=cell, hint=str(at + 1))
            continue
        if "\0" in cell:
            work.fault("nul", number, column, cell)
        elif len(cell) > LONGEST:
            work.fault("long_cell", number, column, cell)
        row[column] = cell
    id = row.get(work.id, "")
    if id and id in work.seen:
        work.fault("id_twice", number, work.id, id)
    work.seen.add(id)
    return row


def _short(value: str) -> str:
    shown = "".join(sign if sign.isprintable() else " " for sign in value[: _SHOWN + 1])
    return shown if len(value) <= _SHOWN else shown[:_SHOWN] + "…"
