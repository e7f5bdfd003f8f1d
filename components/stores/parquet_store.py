"""A store over a story folder with tables in Parquet: it is read, and refuses every change, since such a file can only
be written anew as a whole.
"""

# ruff: noqa: ARG002 (whatever a change is, it is refused)

import ctypes
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NoReturn

from components.events.changes import ID, Cells, Change, ChangeSet, RowChange
from components.events.changing_texts import is_name
from components.events.errors import Defect
from components.stores.base import Draft, EditingError, Loaded, StoreError
from components.stores.folder_access import Access
from components.stores.parquet_files import files_of
from components.stores.texts import TEXTS, decoded, no_text

REFUSAL = (
    "a story in Parquet is only read: whowhen convert --to csv makes a folder of it that can be edited, "
    "and whowhen load copies it into a database"
)


class ParquetStore:
    """The story in the folder ``path``. Its revision is 0: it has no past here."""

    def __init__(self, path: Path) -> None:
        self._path = Path(path)
        self._access = Access(self._path, looking=True)

    def revision(self) -> int:
        """As ``Store.revision`` says."""
        return 0

    def stamp(self) -> str:
        """As ``Store.stamp`` says. Looks at sizes and times."""
        return self._access.stamp()

    def load(self, at: int = 0) -> Loaded:
        """As ``Store.load`` says; there is no other revision than that of now."""
        import pyarrow

        from components.stores.folder import read_story

        if at > 0:
            raise StoreError(f"there is no revision {at}: a story in Parquet has no past", "revision")
        # Arrow's own pool keeps a good part of what reading needed for a moment; that of the system gives it back.
        pyarrow.set_memory_pool(pyarrow.system_memory_pool())
        with self._access.reading():
            story = read_story(self._path)
        _release()
        return Loaded(story, 0)

    def rows(self, table: str, ids: Collection[str] | None = None) -> Mapping[str, Cells]:
        """As ``Store.rows`` says."""
        if table not in ID:
            raise StoreError(f"there is no table {table!r:.80}: ask for one of {', '.join(ID)}", "shape")
        from components.stores.parquet_rows import rows_of

        with self._access.reading():
            return rows_of(self._path, files_of(self._path), table, ids)

    def text(self, name: str) -> str:
        """As ``Store.text`` says."""
        try:
            content = (self._path / TEXTS / name).read_bytes() if is_name(name) else None
        except OSError:
            content = None
        if content is None:
            raise no_text(name)
        return decoded(name, content)

    def history(
        self, event: str = "", by: str = "", since: int = 0, until: int = 0, most: int = 0
    ) -> tuple[ChangeSet, ...]:
        """As ``Store.history`` says: nothing."""
        return ()

    def drafts(self, owner: str) -> tuple[Draft, ...]:
        """As ``Store.drafts`` says: none."""
        return ()

    def defects(self, change: Change) -> tuple[Defect, ...]:
        """Raises ``EditingError``."""
        _refuse()

    def save(self, change: Change, expected: int) -> int:
        """Raises ``EditingError``."""
        _refuse()

    def undo(self, number: int, by: str, why: str = "") -> int:
        """Raises ``EditingError``."""
        _refuse()

    def undoing(self, number: int) -> tuple[RowChange, ...]:
        """Raises ``EditingError``."""
        _refuse()

    def keep_draft(self, draft: Draft) -> None:
        """Raises ``EditingError``."""
        _refuse()

    def drop_draft(self, owner: str, key: str) -> None:
        """Raises ``EditingError``."""
        _refuse()


def _refuse() -> NoReturn:
    raise EditingError(REFUSAL, "parquet")


def _release() -> None:
    """Give back to the system what reading needed for a moment: as much as the story itself."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # of glibc only
        if trim is not None:
            trim(0)
