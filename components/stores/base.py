"""What every store can do. A new kind of store is a class with these methods and passes the tests of
``tests/stores/abstract_store.py``, which it inherits.

A store keeps one story. Its revision is the number of its last change set, 0 for a story that was never changed here.
"""

from dataclasses import dataclass
from typing import Protocol

from components.events.changes import Change, ChangeSet
from components.events.errors import WhowhenError
from components.events.story import Story


@dataclass(frozen=True)
class Loaded:
    """A story as it is at a revision."""

    story: Story
    revision: int


class StoreError(WhowhenError):
    """A store that cannot do what it was asked for; the message says what to do. Nothing was written."""


@dataclass(frozen=True)
class Clash:
    """A cell that two people set: ``theirs`` was saved first (by ``by``), ``yours`` was asked for."""

    table: str
    id: str
    column: str
    theirs: str
    yours: str
    by: str


class ConflictError(StoreError):
    """A change that would overwrite what others saved since the revision it was made on; ``clashes`` has each cell."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        cells = "; ".join(
            f"{one.table} {one.id}, {one.column}: {one.by} saved “{one.theirs}”, you wrote “{one.yours}”"
            for one in clashes
        )
        super().__init__(f"somebody else changed the same cells meanwhile: {cells}; choose one and save again")
        self.clashes = clashes


class Store(Protocol):
    """One story that can be read, changed, and asked for its past."""

    def revision(self) -> int:
        """The number of the last change set; cheap, for asking often."""
        ...

    def load(self) -> Loaded:
        """The story now. Raises ``StoryError`` with its defects, ``StoreError`` when it cannot be reached."""
        ...

    def save(self, change: Change, expected: int) -> int:
        """Save ``change``, made on revision ``expected``; the new revision, returned only once it is durable.

        What others saved since then stays: other rows and other cells merge, a cell that both set raises
        ``ConflictError``. A change that would break the story raises ``StoryError`` with the defects. All of it is
        saved or nothing.
        """
        ...

    def history(self, event: str = "", by: str = "", since: int = 0) -> tuple[ChangeSet, ...]:
        """The change sets after revision ``since``, oldest first.

        With ``event`` those that touch it or its claims, with ``by`` those of that person.
        """
        ...

    def undo(self, number: int, by: str, why: str = "") -> int:
        """Take back change set ``number`` by a new one; the new revision.

        Raises ``StoreError`` naming the later change when one has touched the same cells.
        """
        ...
