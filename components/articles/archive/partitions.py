"""An archive in parts of bounded size, each read as a whole and known by what it holds."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from components.articles.archive.listing import ArchiveFile
from components.articles.archive.program import program

USUAL = 50  # articles of a part: some seconds of work, so that little is lost with a worker
_MOST, _LEAST = 2.0, 0.5  # times the usual number
MOST_BYTES = 50_000_000


@dataclass(frozen=True)
class Partition:
    """Files of one part in the order of their paths; ``key`` names its result."""

    files: tuple[ArchiveFile, ...]
    key: str


def partitions(files: Sequence[ArchiveFile], how: object, usual: int = USUAL) -> Iterator[Partition]:
    """``files`` in parts of about ``usual`` files; ``how`` (by its ``repr``) is what else the results depend on.

    Where a part ends depends on the content of the file before: an article that joins the archive later on moves the
    ends of one or two parts only, and all others are known again.
    """
    part: list[ArchiveFile] = []
    size = 0
    for file in files:
        if part and (len(part) >= _MOST * usual or size + file.size > MOST_BYTES):
            yield keyed(part, how)
            part, size = [], 0
        part.append(file)
        size += file.size
        if len(part) >= max(1.0, _LEAST * usual) and int(file.sha256[:8] or "0", 16) % max(1, usual // 2) == 0:
            yield keyed(part, how)
            part, size = [], 0
    if part:
        yield keyed(part, how)


def keyed(files: Sequence[ArchiveFile], how: object) -> Partition:
    """The part of these files."""
    told = [program(), repr(how), [(one.path, one.sha256, one.problem) for one in files]]
    return Partition(tuple(files), hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32])
