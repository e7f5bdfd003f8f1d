"""The files of an archive: which there are, how large, and what is in them, by its SHA-256."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from components.articles.archive.errors import ArchiveError
from components.articles.batch import ENDINGS
from components.articles.reading.limits import MOST_BYTES

_CHUNK = 1 << 20
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class ArchiveFile:
    """A file of the archive. ``path`` is relative to its folder, ``size`` in bytes.

    ``sha256`` is "" for a file that cannot be opened or is larger than any article; ``problem`` says why.
    """

    path: str
    size: int = 0
    sha256: str = ""
    problem: str = ""

    @property
    def name(self) -> str:
        """The path as text: bytes that are no UTF-8 are written out, and no spreadsheet takes it for a formula."""
        text = os.fsencode(self.path).decode("utf-8", "backslashreplace")
        return f"./{text}" if text.startswith(_FORMULA) else text


def archive_files(folder: Path, leave_out: Path | None = None) -> tuple[ArchiveFile, ...]:
    """The files below ``folder`` that end as articles do, by their paths; hidden files and folders do not count.

    Links are followed, into each folder once; nothing below ``leave_out`` is listed. Raises ``ArchiveError`` for a
    folder that is none or has no such file.
    """
    if not folder.is_dir():
        raise ArchiveError(
            f"{folder}: there is no such folder; --workers, --cluster and --out read a folder of articles"
        )
    paths = sorted(_below(folder, leave_out), key=os.fsencode)
    if not paths:
        endings = ", ".join(sorted(ENDINGS))
        raise ArchiveError(f"{folder}: there is no article in this folder: files must end in {endings}")
    return tuple(_looked_at(folder, path) for path in paths)


def _below(folder: Path, leave_out: Path | None) -> Iterator[str]:
    seen = {_identity(folder)}
    skipped = _identity(leave_out) if leave_out is not None and leave_out.exists() else None
    for place, folders, files in os.walk(folder, followlinks=True):
        folders.sort()
        folders[:] = [one for one in folders if not one.startswith(".") and _is_new(Path(place, one), seen, skipped)]
        for name in files:
            path = Path(place, name)
            if not name.startswith(".") and path.suffix.lower() in ENDINGS and not path.is_dir():
                yield os.path.relpath(path, folder)


def _is_new(folder: Path, seen: set[tuple[int, int]], skipped: tuple[int, int] | None) -> bool:
    """Whether a folder was not come by before: links may lead round in a circle."""
    try:
        identity = _identity(folder)
    except OSError:
        return False
    new = identity not in seen and identity != skipped
    seen.add(identity)
    return new


def _identity(folder: Path) -> tuple[int, int]:
    facts = folder.stat()
    return facts.st_dev, facts.st_ino


def _looked_at(folder: Path, path: str) -> ArchiveFile:
    file = folder / path
    try:
        if not file.is_file():  # a pipe or a device may never end, a link may lead nowhere
            return ArchiveFile(path, problem="it is no file, or a link that leads nowhere")
        size = file.stat().st_size
        if size > MOST_BYTES:
            return ArchiveFile(path, size, problem=f"it is larger than an article: {size:,} bytes")
        digest = hashlib.sha256()
        with file.open("rb") as stream:
            while some := stream.read(_CHUNK):
                digest.update(some)
        return ArchiveFile(path, size, digest.hexdigest())
    except OSError as error:
        return ArchiveFile(path, problem=f"it cannot be opened: {error.strerror}")
