"""A store that lets through only what somebody may do. It stands between the pages or the command and a real store."""

from collections.abc import Collection, Mapping

from components.events.changes import Cells, Change, ChangeSet, RowChange
from components.events.errors import Defect
from components.stores.base import Draft, EditingError, Loaded, Store


class Guarded:
    """``store`` for the person ``only``: nobody signs changes as another, nor sees the drafts of another.

    With "" it is for reading: all that writes, and drafts, are refused with ``EditingError(refusal)``. Drafts are so
    for reading, too, since they are what somebody has not told the others yet.
    """

    def __init__(self, store: Store, refusal: str = "", only: str = "") -> None:
        self._store, self._refusal, self._only = store, refusal, only

    def revision(self) -> int:
        """As ``Store.revision`` says."""
        return self._store.revision()

    def stamp(self) -> str:
        """As ``Store.stamp`` says."""
        return self._store.stamp()

    def load(self, at: int = 0) -> Loaded:
        """As ``Store.load`` says."""
        return self._store.load(at)

    def history(
        self, event: str = "", by: str = "", since: int = 0, until: int = 0, most: int = 0
    ) -> tuple[ChangeSet, ...]:
        """As ``Store.history`` says."""
        return self._store.history(event, by, since, until, most)

    def undoing(self, number: int) -> tuple[RowChange, ...]:
        """As ``Store.undoing`` says."""
        return self._store.undoing(number)

    def rows(self, table: str, ids: Collection[str] | None = None) -> Mapping[str, Cells]:
        """As ``Store.rows`` says."""
        return self._store.rows(table, ids)

    def defects(self, change: Change) -> tuple[Defect, ...]:
        """As ``Store.defects`` says."""
        return self._store.defects(change)

    def text(self, name: str) -> str:
        """As ``Store.text`` says."""
        return self._store.text(name)

    def save(self, change: Change, expected: int) -> int:
        """Save, if whoever signed ``change`` may. Raises ``EditingError``."""
        self._let(change.by)
        return self._store.save(change, expected)

    def undo(self, number: int, by: str, why: str = "") -> int:
        """Take a change set back, if ``by`` may. Raises ``EditingError``."""
        self._let(by)
        return self._store.undo(number, by, why)

    def drafts(self, owner: str) -> tuple[Draft, ...]:
        """The drafts of ``owner``, to whom they belong only. Raises ``EditingError``."""
        self._let(owner)
        return self._store.drafts(owner)

    def keep_draft(self, draft: Draft) -> None:
        """Keep a draft, if its owner may. Raises ``EditingError``."""
        self._let(draft.owner)
        self._store.keep_draft(draft)

    def drop_draft(self, owner: str, key: str) -> None:
        """Forget a draft, if ``owner`` may. Raises ``EditingError``."""
        self._let(owner)
        self._store.drop_draft(owner, key)

    def _let(self, by: str) -> None:
        if not self._only:
            raise EditingError(self._refusal, "closed")
        if by != self._only:
            told = f"you are signed in as “{self._only}” and cannot act as “{by[:200]}”: reload the page"
            raise EditingError(told, "another", name=self._only, by=by)
