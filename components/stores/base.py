"""What every store can do. A new kind of store is a class with these methods and passes the tests of
``tests/stores/abstract_store.py``, which it inherits.

A store keeps one story. Its revision is the number of its last change set, 0 for a story that was never changed here.
"""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol, Self

from components.events.changes import ID, Cells, Change, ChangeSet, RowChange
from components.events.errors import CausedError, Defect
from components.events.story import Story

FIRST = -1  # the revision 0 for ``Store.load``


@dataclass(frozen=True)
class Loaded:
    """A story as it is at a revision."""

    story: Story
    revision: int


@dataclass(frozen=True)
class Draft:
    """Work of the person ``owner`` that is not part of the story yet, found again by ``key``.

    ``content`` is JSON, a matter of who keeps it; ``title`` tells a list what it is; ``at`` is in UTC.
    """

    owner: str
    key: str
    title: str
    content: str
    at: datetime.datetime


class StoreError(CausedError):
    """A store that cannot do what it was asked for; the message says what to do. Nothing was written."""

    @classmethod
    def of(cls, error: CausedError) -> Self:
        """``error`` as one of a store."""
        return cls(str(error), error.cause, **error.values)


@dataclass(frozen=True)
class Clash:
    """A cell that two people set: ``theirs`` was saved first (by ``by``), ``yours`` was asked for.

    With ``taken_out`` it is a whole row that somebody changed and you take out; ``column`` is that of its id then.
    """

    table: str
    id: str
    column: str
    theirs: str
    yours: str
    by: str

    @property
    def taken_out(self) -> bool:
        """Whether the row was to be taken out."""
        return self.column == ID[self.table] and not self.yours

    def __str__(self) -> str:
        """Both in words."""
        where = f"{self.table} {_shown(self.id)}"
        if self.taken_out:
            return f"{where}: {_shown(self.by)} changed it, you take it out"
        both = f"{_shown(self.by)} saved “{_shown(self.theirs)}”, you wrote “{_shown(self.yours)}”"
        return f"{where}, {_shown(self.column)}: {both}"


class ConflictError(StoreError):
    """A change that would overwrite what others saved since the revision it was made on; ``clashes`` has each cell."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        cells = "; ".join(map(str, clashes))
        super().__init__(
            f"somebody else changed the same cells meanwhile: {cells}; choose one and save again", "conflict"
        )
        self.clashes = clashes


class UndoError(StoreError):
    """A change set that cannot be taken back, for what came ``later`` or for rows that would lose what they refer to.

    ``number`` is that change set; ``later`` has those after it that touched the same cells and still stand, oldest
    first, one of which may have taken it back already. ``referring`` has (table, id, table named, id named) each.
    """

    def __init__(
        self,
        number: int,
        later: tuple[ChangeSet, ...] = (),
        referring: tuple[tuple[str, str, str, str], ...] = (),
    ) -> None:
        self.number, self.later, self.referring = number, later, referring
        super().__init__(*_stands(self), number=str(number), **_named(self))


class EditingError(StoreError):
    """A save where nobody may save, or not this person; the message says what decides that."""


class Store(Protocol):
    """One story that can be read, changed, and asked for its past."""

    def revision(self) -> int:
        """The number of the last change set; cheap, for asking often."""
        ...

    def stamp(self) -> str:
        """Changes whenever ``load`` may give something else, edits by hand that break a story included; cheap."""
        ...

    def load(self, at: int = 0) -> Loaded:
        """The story now, or as it was at revision ``at``: 0 is now, ``FIRST`` before the first change set.

        What is older is worked out of the rows now and the change sets since, and costs these. Headings
        (``story.toml``) and the texts of sources are as they are now. When and by whom a revision was made tells
        ``history(since=at - 1, until=at)``. Raises ``StoryError`` with the defects of the story, ``StoreError`` for a
        revision that there is not, and when the story cannot be reached.
        """
        ...

    def save(self, change: Change, expected: int) -> int:
        """Save ``change``, made on revision ``expected``; the new revision, returned only once it is durable.

        What others saved since then stays: other rows and other cells merge, a cell that both set raises
        ``ConflictError``. A change that would break the story raises ``StoryError`` with the defects. All of it is
        saved or nothing. Raises ``StoreError`` for a row of ``change.gone`` that others still refer to, and for a name
        in ``change.texts`` that another text has.
        """
        ...

    def history(
        self, event: str = "", by: str = "", since: int = 0, until: int = 0, most: int = 0
    ) -> tuple[ChangeSet, ...]:
        """The change sets after revision ``since`` up to ``until`` (0: the last one), oldest first.

        With ``event`` those that touch it or its claims, with ``by`` those of that person; of all these the last
        ``most`` (0: every one). What it costs does not grow with the change sets that came after ``until``, nor with
        ``most`` by those before.
        """
        ...

    def undo(self, number: int, by: str, why: str = "") -> int:
        """Take back change set ``number`` by a new one; the new revision.

        Raises ``UndoError`` with what stands in the way.
        """
        ...

    def undoing(self, number: int) -> tuple[RowChange, ...]:
        """What ``undo`` would do now; nothing is saved. Raises ``UndoError`` with what stands in the way."""
        ...

    def rows(self, table: str, ids: Collection[str] | None = None) -> Mapping[str, Cells]:
        """Rows of ``table`` as cells of text, by id, in the order of the story; ``ids`` ``None`` asks for all.

        Cells that are empty are left out. Ids that there are not are passed over.
        """
        ...

    def defects(self, change: Change) -> tuple[Defect, ...]:
        """What would be wrong with the story after ``change``, made on it as it is now; nothing is saved.

        ``row`` counts the rows of a table in ``change``, from 1; it is 0 for what is no row of it, whose id the problem
        names then. Raises ``StoreError`` where ``save`` would for another reason than defects.
        """
        ...

    def text(self, name: str) -> str:
        """The text that a source names ``name``. Raises ``StoreError`` when the story has none of that name."""
        ...

    def drafts(self, owner: str) -> tuple[Draft, ...]:
        """What ``owner`` has not finished, the last one first."""
        ...

    def keep_draft(self, draft: Draft) -> None:
        """Keep ``draft`` in place of the one of its owner and key; it is durable on return. The revision stays."""
        ...

    def drop_draft(self, owner: str, key: str) -> None:
        """Forget a draft, if there is one of that owner and key."""
        ...


def _stands(error: UndoError) -> tuple[str, str]:
    """What stands in the way of an undo, in words and in a word."""
    number = error.number
    if not error.later:
        table, id, what, which = error.referring[0]
        many = len(error.referring)
        named = f"{table} {id} refers to {what} {which}, which would be gone ({many} in all); change that first"
        return f"change {number} cannot be undone: {named}", "undo_needed"
    first = error.later[0]
    if first.undoes == number:
        return f"change {number} was undone already, by change {first.number} of {first.by}", "undone"
    return (
        f"change {number} cannot be undone: change {first.number} of {first.by} touched the same cells later; "
        "undo that one first, or correct the cells"
    ), "touched"


def _named(error: UndoError) -> dict[str, str]:
    if error.later:
        return {"later": str(error.later[0].number), "by": error.later[0].by}
    return dict(zip(("table", "id", "named", "which"), error.referring[0], strict=True))


def _shown(text: str) -> str:
    """``text`` cut short, on one line."""
    cut = "".join(sign if sign.isprintable() else " " for sign in text[:80])
    return cut if len(text) <= 80 else f"{cut}…"
