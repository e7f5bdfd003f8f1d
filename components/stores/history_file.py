"""The history of a folder: ``history.jsonl``, one change set a line, only ever added to."""

import json
import mmap
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from components.events.changes import ChangeSet
from components.events.changing_json import from_json
from components.stores.base import StoreError

HISTORY = "history.jsonl"
_NUMBERED = re.compile(rb'\{\s*"number"\s*:\s*([0-9]{1,18})\s*[,}]')


def last_number(file: Path) -> int:
    """The number of the last change set, 0 if there is none."""
    for line in _backwards(file):
        return _set(file, line).number
    return 0


def sets_after(
    file: Path, number: int, until: int = 0, most: int = 0, wanted: Callable[[ChangeSet], bool] = lambda _: True
) -> tuple[ChangeSet, ...]:
    """The change sets after revision ``number`` up to ``until`` (0: the last one), oldest first.

    Of those that are ``wanted`` the last ``most`` (0: every one). Reads no others but one, and of those after ``until``
    nothing but their numbers.
    """
    found: list[ChangeSet] = []
    for line in _backwards(file):
        if until and (head := _NUMBERED.match(line)) and int(head[1]) > until:
            continue
        one = _set(file, line)
        if one.number <= number:
            break
        if (not until or one.number <= until) and wanted(one):
            found.append(one)
        if len(found) == most > 0:
            break
    return tuple(reversed(found))


def _set(file: Path, line: bytes) -> ChangeSet:
    try:
        return from_json(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        start = line[:60].decode(errors="replace")
        raise StoreError(
            f"{file} has a line that is no change set (“{start}”): take it out, or restore the file from a copy",
            "damaged",
        ) from error


def _backwards(file: Path) -> Iterator[bytes]:
    """The lines that hold something, last first."""
    try:
        handle = file.open("rb")
    except FileNotFoundError:
        return
    with handle:
        if handle.seek(0, 2) == 0:
            return
        with mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as text:
            end = len(text)
            while end > 0:
                start = text.rfind(b"\n", 0, end) + 1
                if line := text[start:end].strip():
                    yield line
                end = start - 1
