"""Changes to a story as values: what a person asks for, and the change set that a save makes of it.

A cell is text, as it stands in a CSV file. A row is known by its table and id; participants are a cell of their event.
Nothing here reads or writes; the stores do (``components/stores/base.py``).
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from components.events.errors import CausedError

Cells = Mapping[str, str]
ID = {"events": "event_id", "claims": "claim_id", "actors": "actor_id", "sources": "source_id"}


class ChangeError(CausedError):
    """A change that is none: it names no table, no row or no cells. The message says which row and what to do."""


@dataclass(frozen=True)
class Change:
    """What somebody asks for: ``rows`` maps a table to rows, each with its id and the cells to set.

    An id that the story has is changed in the cells given; another is added. ``by`` is a name, ``why`` free text.
    ``gone`` maps a table to ids of rows to take out, which nothing may refer to any more (an actor that became part of
    another); events are never among them, they are marked as removed. ``texts`` maps names of files, as a source names
    its text, to texts that the story does not have yet.
    """

    rows: Mapping[str, tuple[Cells, ...]]
    by: str
    why: str = ""
    gone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RowChange:
    """One row before and after: the whole row, ``None`` where there was or is none.

    ``follows`` is noted of a row that is taken out: the id of the one before it in its table, "" for the first.
    """

    table: str
    id: str
    before: Cells | None
    after: Cells | None
    follows: str | None = field(default=None, compare=False)

    @property
    def fields(self) -> frozenset[str]:
        """The columns whose cells differ (a column that is missing is an empty cell)."""
        before, after = self.before or {}, self.after or {}
        return frozenset(name for name in {*before, *after} if before.get(name, "") != after.get(name, ""))


@dataclass(frozen=True)
class ChangeSet:
    """A save: ``number`` is the revision it made (1, 2, 3, ... without gaps), ``at`` is in UTC.

    ``undoes`` is the number of the change set it takes back, 0 for none. ``texts`` names the texts of sources that came
    with it; those stay, also when it is undone.
    """

    number: int
    at: datetime.datetime
    by: str
    why: str
    rows: tuple[RowChange, ...]
    undoes: int = 0
    texts: tuple[str, ...] = ()
