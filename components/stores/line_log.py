"""A file of JSON objects, one a line, only ever added to: durable, and whole after a crash at any moment.

A line counts once its end is there. What a crash left of one is passed over by who reads, and cut off by who writes.
"""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from components.stores.base import StoreError
from components.stores.journal import durable_end, synced

LONGEST = 1 << 15  # bytes of a line
_AT_ONCE = 1 << 20  # bytes read at once


class LineLog:
    """The log in ``file``. A file that is not there has no lines. Whoever writes holds a lock."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def lines(self) -> Iterator[dict[str, Any]]:
        """What the lines hold, oldest first. Raises ``StoreError`` for one that is damaged, ``OSError``."""
        for line in self._whole_lines():
            yield self._read(line)

    def last(self, key: str, value: str) -> dict[str, Any] | None:
        """The last line whose object begins with ``key``, where that is ``value``. Raises as ``lines``.

        It parses no other line: a log of 100,000 lines is looked through in a few hundredths of a second.
        """
        head, found = _dumped({key: value})[:-1], b""
        for some in self._chunks():
            # JSON has no line end within a text, so that this is found at the beginning of a line only.
            at = some.rfind(b"\n" + head)
            if at >= 0:
                found = some[at + 1 : some.index(b"\n", at + 1)]
        return self._read(found) if found else None

    def count(self) -> int:
        """How many lines there are. Raises ``OSError``."""
        return sum(some.count(b"\n") - 1 for some in self._chunks())

    def add(self, data: Mapping[str, Any]) -> None:
        """Add a line; it is on the disk on return. Raises ``OSError``, and nothing is added then; ``StoreError`` for a
        file that ends in what is no line.
        """
        end, tail = self._end()
        if tail and not _torn(tail):
            raise self._damaged(tail)
        new = not self._file.exists()
        durable_end(self._file, end, _dumped(data) + b"\n")
        if new:
            synced(self._file.parent)
            synced(self._file.parent.parent)

    def _whole_lines(self) -> Iterator[bytes]:
        for some in self._chunks():
            yield from some[1:-1].split(b"\n")

    def _chunks(self) -> Iterator[bytes]:
        """The whole lines, many at once, each with a line end before and after it."""
        try:
            file = self._file.open("rb")
        except FileNotFoundError:
            return
        with file:
            # What others add meanwhile is not read: they may put it in place of a torn line that was read already.
            rest, left = b"", os.fstat(file.fileno()).st_size
            while some := file.read(min(left, _AT_ONCE)):
                left -= len(some)
                whole, end, new = (rest + some).rpartition(b"\n")
                if end:
                    yield b"\n" + whole + b"\n"
                if len(new) > LONGEST:
                    raise self._damaged(new)
                rest = new

    def _end(self) -> tuple[int, bytes]:
        """Where the last whole line ends, and what stands after it."""
        try:
            with self._file.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - LONGEST - 1))
                last = file.read()
        except FileNotFoundError:
            return 0, b""
        tail = last.rpartition(b"\n")[2]
        return size - len(tail), tail

    def _read(self, line: bytes) -> dict[str, Any]:
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise self._damaged(line) from error
        if not isinstance(found, dict):
            raise self._damaged(line)
        return found

    def _damaged(self, line: bytes) -> StoreError:
        return damaged(self._file, line[:60].decode(errors="replace"))


def damaged(file: Path, start: str) -> StoreError:
    """What is said of a line that is none, and begins with ``start``."""
    return StoreError(
        f"{file} has a line that is damaged (“{start}”): take it out, or restore it from a copy", "damaged"
    )


def _dumped(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode()


def _torn(tail: bytes) -> bool:
    """Whether a crash may have left it: the beginning of a line, or room that was never written to."""
    return len(tail) <= LONGEST and (tail.startswith(b"{") or not tail.strip(b"\0"))
