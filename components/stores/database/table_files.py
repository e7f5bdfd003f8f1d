"""A CSV file in the database: its rows, and the characters it stands in where whowhen would write others."""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from components.stores.database.rows import add_rows
from components.stores.database.tables import headers, rows
from components.stores.lines import Lines, Record, cell, lines_of

_ENDS = (b"\r\n", b"\n", b"\r")


def add_table(connection: Connection, story: int, table: str, content: bytes) -> None:
    """Write the sound file ``content`` down as the rows of ``table``."""
    lines = lines_of(content)
    head = f"{lines.mark}{lines.head.raw}{lines.head.end}".encode()
    blank, records = _blanks(lines)
    columns = json.dumps(list(lines.columns), ensure_ascii=False)
    connection.execute(insert(headers).values(story=story, kind=table, columns=columns, raw=head + blank))
    end = _end_of(head)
    names = lines.columns
    cells = ({name: text for name, text in zip(names, one.cells, strict=True) if text} for one, _ in records)
    add_rows(connection, story, table, cells, (_raw(one, after, end) for one, after in records))


def table_bytes(connection: Connection, story: int, table: str) -> bytes:
    """The file of ``table``: rows that nobody changed as they were, all others as whowhen writes them."""
    header = connection.execute(
        select(headers.c.columns, headers.c.raw).where(headers.c.story == story, headers.c.kind == table)
    ).one()
    names = json.loads(header.columns)
    asit = header.raw is not None
    head = bytes(header.raw) if asit else _line(names, b"\n")
    end, parts = _end_of(head), [head]
    query = select(rows.c.cells, rows.c.raw).where(rows.c.story == story, rows.c.kind == table)
    for row in connection.execute(query.order_by(rows.c.position)):
        if not parts[-1].endswith(_ENDS):
            parts.append(end)  # the file ended without a line end, and goes on now
        if asit and row.raw is not None:
            parts.append(bytes(row.raw))
        else:
            cells = json.loads(row.cells)
            parts.append(_line([cells.get(name, "") for name in names], end))
    return b"".join(parts)


def _blanks(lines: Lines) -> tuple[bytes, list[tuple[Record, bytes]]]:
    """What blank lines stand before the first record, and each record with those after it."""
    before, out = b"", list[tuple[Record, bytes]]()
    for record in lines.records:
        if any(record.cells):
            out.append((record, b""))
            continue
        blank = f"{record.raw}{record.end}".encode()
        if out:
            out[-1] = (out[-1][0], out[-1][1] + blank)
        else:
            before += blank
    return before, out


def _raw(record: Record, after: bytes, end: bytes) -> bytes | None:
    raw = f"{record.raw}{record.end}".encode() + after
    return None if raw == _line(record.cells, end) else raw


def _line(texts: Sequence[str], end: bytes) -> bytes:
    return ",".join(map(cell, texts)).encode() + end


def _end_of(head: bytes) -> bytes:
    """The line end of a file, which its first line has."""
    return next((end for end in _ENDS if head.endswith(end)), b"\n")
