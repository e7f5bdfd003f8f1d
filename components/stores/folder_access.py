"""Who may look into a story folder or write there, and when; what a disk refuses, in words that say what to do."""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from components.stores.base import StoreError
from components.stores.folder import story_revision
from components.stores.history_file import HISTORY
from components.stores.journal import HIDDEN, EditedError, UnsettledError
from components.stores.locking import locked
from components.stores.texts import TEXTS

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
READING, WRITING = 10, 30  # seconds for which a look and a save wait for others
_CLOSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class Access:
    """The way into the story folder ``path``, for several threads and processes at once.

    Who only is ``looking`` leaves nothing there, and finishes or takes back what somebody's crash left half done.
    """

    def __init__(self, path: Path, looking: bool = False) -> None:
        self.path, self.hidden, self._looking = path, path / HIDDEN, looking

    @property
    def writable(self) -> bool:
        """Whether this program may write the folder."""
        return os.access(self.hidden, os.W_OK) and os.access(self.path, os.W_OK)

    @property
    def keeping(self) -> bool:
        """Whether what is seen of edits by hand is to be put down."""
        return self.writable and not self._looking

    def signature(self) -> str:
        """Changes whenever a table, the headings or the history does; looks at sizes and times only."""
        return f"{story_revision(self.path)} {_facts(self.path / HISTORY)}"

    def stamp(self) -> str:
        """Changes whenever a file of the story does, its texts included; looks at sizes and times only."""
        try:
            with os.scandir(self.path / TEXTS) as found:
                texts = sorted(f"{one.name}:{_facts(Path(one.path))}" for one in found)
        except OSError:
            texts = ["no texts"]
        return hashlib.sha256("\n".join((self.signature(), *texts)).encode(errors="surrogateescape")).hexdigest()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """The lock; none where the folder may not be written, since then this program may only look."""
        self._refuse_missing()
        try:
            if not self._looking:
                hidden_away(self.path)
        except OSError as error:
            if error.errno not in _CLOSED | FULL:
                raise self.told(error) from error
        if self.writable and (not self._looking or self._lock.exists()):
            with self._held(READING):
                yield
            return
        try:
            yield
        except OSError as error:
            raise self.told(error) from error

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The lock. Raises ``StoreError`` for what a disk refuses; lets an ``EditedError`` pass."""
        if self._looking:
            raise StoreError(f"{self.path} was opened to look at it only: nothing can be saved there", "closed")
        self._refuse_missing()
        with self._held(WRITING):
            yield

    def _refuse_missing(self) -> None:
        if not self.path.is_dir():
            raise StoreError(f"{self.path} is no folder: name one that holds a story, or bring it back", "missing")

    @property
    def _lock(self) -> Path:
        return self.hidden / "lock"

    @contextmanager
    def _held(self, patience: float) -> Iterator[None]:
        try:
            if not self._looking:
                hidden_away(self.path)
            with locked(self._lock, patience):
                yield
        except EditedError:
            raise
        except OSError as error:
            raise self.told(error) from error

    def told(self, error: OSError) -> StoreError:
        """``error`` in words."""
        if isinstance(error, UnsettledError):
            return StoreError(
                f"{self.path} could not be written to the end ({error.strerror}): make it writable again and look at "
                "the history, which tells whether the change was saved or taken back",
                "unsettled",
            )
        cause, remedy = "unwritable", "look at the folder, then save again"
        if error.errno in FULL:
            cause, remedy = "full", "the disk is full, or your share of it: make room, then save again"
        elif error.errno in _CLOSED:
            cause, remedy = "readonly", "ask for the right to write the folder and its files, then save again"
        return StoreError(f"{self.path} cannot be written ({error.strerror}): {remedy}. Nothing was changed", cause)


def hidden_away(path: Path) -> None:
    """Make the folder ``.whowhen`` of a story, which git passes over, if it is missing. Raises ``OSError``."""
    hidden = path / HIDDEN
    hidden.mkdir(exist_ok=True)
    ignore = hidden / ".gitignore"
    if not ignore.exists() or not ignore.stat().st_size:
        ignore.write_text("*\n", encoding="utf-8")


def _facts(file: Path) -> str:
    try:
        facts = file.stat()
    except OSError:
        return "none"
    return f"{facts.st_size}:{facts.st_mtime_ns}:{facts.st_ino}"
