"""A CSV file as its records, each with the very characters it stands in, so that a change leaves all others alone."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

BOM = "\ufeff"
_CELL = re.compile(r'"[^"]*(?:""[^"]*)*"|[^,]*')
_ENDS = ("\r\n", "\n", "\r")
_SPECIAL = re.compile(r'[",\r\n]')


@dataclass(frozen=True)
class Record:
    """One record: its characters, its line end ("" if the file ends without one), its cells without space around."""

    raw: str
    end: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Lines:
    """A sound CSV file. ``columns`` are the names of the first record, ``records`` all others, blank ones too."""

    mark: str
    head: Record
    records: tuple[Record, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return self.head.cells

    def rows(self, key: str) -> dict[str, dict[str, str]]:
        """The cells that are not empty by the id in the column ``key``, in the order of the file."""
        at = self.columns.index(key)
        return {
            record.cells[at]: {name: text for name, text in zip(self.columns, record.cells, strict=True) if text}
            for record in self.records
            if any(record.cells)
        }

    def content(self) -> bytes:
        """The file."""
        texts = [self.mark, self.head.raw, self.head.end]
        for record in self.records:
            texts += (record.raw, record.end)
        return "".join(texts).encode()


def lines_of(content: bytes) -> Lines:
    """A file in UTF-8 that ``csv`` reads strictly and that has a first record."""
    text = content.decode()
    mark = BOM if text.startswith(BOM) else ""
    lines = list(io.StringIO(text[len(mark) :], newline=""))
    reader = csv.reader(lines, strict=True)
    records, at = [], 0
    for row in reader:
        raw = "".join(lines[at : reader.line_num])
        at = reader.line_num
        end = next((one for one in _ENDS if raw.endswith(one)), "")
        records.append(Record(raw.removesuffix(end), end, tuple(map(str.strip, row))))
    return Lines(mark, records[0], tuple(records[1:]))


def changed(lines: Lines, key: str, after: Mapping[str, Mapping[str, str] | None]) -> Lines:
    """``lines`` with the rows of ``after`` (by the id in the column ``key``): changed in place, added at the end, or
    taken out (``None``). A column that the file lacks is added to it, which touches every line.
    """
    used = {name: None for cells in after.values() if cells for name in cells if name not in lines.columns}
    for name in used:
        lines = _with_column(lines, name)
    at, quoted = lines.columns.index(key), _all_quoted(lines.head)
    kept: list[Record] = []
    for record in lines.records:
        id = record.cells[at] if any(record.cells) else ""
        if id == "" or id not in after:
            kept.append(record)
        elif (cells := after[id]) is not None:
            kept.append(_rewritten(record, [cells.get(name, "") for name in lines.columns], quoted))
    if kept and lines.records and kept[-1] is not lines.records[-1] and not lines.records[-1].end:
        kept[-1] = replace(kept[-1], end="")  # the file ended without a line end, and still does
    there = {record.cells[at] for record in lines.records if any(record.cells)}
    new = [[cells.get(name, "") for name in lines.columns] for id, cells in after.items() if cells and id not in there]
    return _appended(replace(lines, records=tuple(kept)), new)


def cell(text: str, quoted: bool = False) -> str:
    """``text`` as it stands in a file: in quotation marks if it needs them or they are asked for."""
    return '"' + text.replace('"', '""') + '"' if quoted or _SPECIAL.search(text) else text


def _rewritten(record: Record, texts: Sequence[str], quoted: bool) -> Record:
    """The record with other texts; cells that keep theirs keep their characters, too."""
    raws = _raw_cells(record)
    out = [raw if old == new else cell(new, quoted) for raw, old, new in zip(raws, record.cells, texts, strict=True)]
    return Record(",".join(out), record.end, tuple(texts))


def _raw_cells(record: Record) -> list[str]:
    found, at = [], 0
    while True:
        match = _CELL.match(record.raw, at)
        assert match is not None
        found.append(match[0])
        if match.end() >= len(record.raw):
            return found
        at = match.end() + 1  # past the comma


def _with_column(lines: Lines, name: str) -> Lines:
    quoted = _all_quoted(lines.head)
    head = Record(f"{lines.head.raw},{cell(name, quoted)}", lines.head.end, (*lines.head.cells, name))
    empty = "," + cell("", quoted)
    records = [
        replace(one, raw=one.raw + empty, cells=(*one.cells, "")) if any(one.cells) else one for one in lines.records
    ]
    return replace(lines, head=head, records=tuple(records))


def _appended(lines: Lines, rows: Sequence[Sequence[str]]) -> Lines:
    """``lines`` with new rows at the end, in the manner of its first: its line ends, all in quotation marks or few."""
    if not rows:
        return lines
    end, quoted = lines.head.end or "\n", _all_quoted(lines.head)
    records = list(lines.records)
    last = records[-1] if records else lines.head
    new = [Record(",".join(cell(text, quoted) for text in row), end, tuple(row)) for row in rows]
    if not last.end:
        new[-1] = replace(new[-1], end="")
        if records:
            records[-1] = replace(last, end=end)
        else:
            lines = replace(lines, head=replace(last, end=end))
    return replace(lines, records=(*records, *new))


def _all_quoted(record: Record) -> bool:
    return all(raw.startswith('"') for raw in _raw_cells(record))
