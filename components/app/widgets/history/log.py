"""What the page of history knows of a story's past: heads of all change sets in memory, their rows when they are shown.

A change set never changes, so the log is read once for all readers and then only grows by what is new.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from weakref import WeakKeyDictionary

from components.events.changes import Cells, ChangeSet
from components.events.schema import REMOVED
from components.stores.base import Store

PAGE = 20  # change sets on one page


@dataclass(frozen=True)
class Head:
    """A change set without its rows; ``events`` are those it touched, themselves or in their claims."""

    number: int
    at: datetime.datetime
    by: str
    undoes: int
    events: frozenset[str]


@dataclass(frozen=True)
class Gone:
    """An event off the timeline: why, and the number of the change that took it off (0: it came with the story)."""

    why: str
    number: int


@dataclass(frozen=True, eq=False)
class Log:
    """The past of a story: ``heads`` oldest first, and the events that are off its timeline now."""

    heads: tuple[Head, ...] = ()
    gone: Mapping[str, Gone] = field(default_factory=dict)

    @cached_property
    def by_number(self) -> Mapping[int, Head]:
        """Heads by their number."""
        return {one.number: one for one in self.heads}

    @cached_property
    def taken_back(self) -> Mapping[int, int]:
        """The change sets that do not stand any more, each with the one that took it back."""
        found: dict[int, int] = {}
        for one in reversed(self.heads):
            if one.undoes and one.number not in found:
                found.setdefault(one.undoes, one.number)
        return found

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Who made changes, in the order of their names."""
        return tuple(sorted({one.by for one in self.heads}, key=str.casefold))

    @cached_property
    def events(self) -> tuple[str, ...]:
        """The events that were touched, the last one first."""
        return tuple(dict.fromkeys(event for one in reversed(self.heads) for event in sorted(one.events)))

    @property
    def last(self) -> int:
        """The revision that the log tells of."""
        return self.heads[-1].number if self.heads else 0


def found(log: Log, by: str = "", of: str = "", days: str = "") -> tuple[Head, ...]:
    """The heads that match, newest first: of a person, of an event, on days in UTC ("2026-11-01/2026-11-25")."""
    ends = sorted(days.split("/")) if days else []
    return tuple(
        one
        for one in reversed(log.heads)
        if (not by or one.by == by)
        and (not of or of in one.events)
        and (not ends or ends[0] <= f"{one.at:%Y-%m-%d}" <= ends[-1])
    )


def longer(log: Log, news: Sequence[ChangeSet]) -> Log:
    """``log`` with the change sets ``news`` at its end."""
    gone = dict(log.gone)
    for one in news:
        for row in one.rows:
            if row.table == "events" and REMOVED in row.fields:
                why = (row.after or {}).get(REMOVED, "")
                if why:
                    gone[row.id] = Gone(why, one.number)
                else:
                    gone.pop(row.id, None)
    return Log((*log.heads, *map(_head, news)), gone)


def _head(one: ChangeSet) -> Head:
    events: set[str] = set()
    for row in one.rows:
        if row.table == "events":
            events.add(row.id)
        elif row.table == "claims":
            events |= {(cells or {}).get("event_id", "") for cells in (row.before, row.after)}
    return Head(one.number, one.at, one.by, one.undoes, frozenset(events - {""}))


_logs: WeakKeyDictionary[Store, Log] = WeakKeyDictionary()
_shown: WeakKeyDictionary[Store, dict[int, ChangeSet]] = WeakKeyDictionary()
_KEPT = 500  # change sets whose rows stay in memory
_lock = Lock()


def log_of(store: Store) -> Log:
    """The log of a story as it is now; reads what is new since it was asked for last. Raises ``StoreError``."""
    with _lock:
        known, now = _logs.get(store), store.revision()
        if known is not None and known.last == now:
            return known
        log = _extended(known, store) if known is not None else None
        if log is None:
            log = _whole(store)
            _shown.pop(store, None)
        _logs[store] = log
        return log


def _extended(known: Log, store: Store) -> Log | None:
    """``known`` with the news; ``None`` when the store tells another past (a file that was put back from a copy)."""
    if not known.heads:
        return None
    news = store.history(since=known.last - 1)
    same = news and (news[0].number, news[0].at, news[0].by) == _identity(known.heads[-1])
    return longer(known, news[1:]) if same else None


def _identity(one: Head) -> tuple[int, datetime.datetime, str]:
    return one.number, one.at, one.by


def _whole(store: Store) -> Log:
    # Changes applied in their order to rows that may be newer end where the rows are.
    sets = store.history()
    held = {id: cells[REMOVED] for id, cells in store.rows("events").items() if cells.get(REMOVED)}
    return longer(Log(gone={id: Gone(why, 0) for id, why in held.items()}), sets)


def change_sets(store: Store, numbers: tuple[int, ...], by: str = "", of: str = "") -> tuple[ChangeSet, ...]:
    """The change sets with those numbers and all their rows, in that order; ``by`` and ``of`` as all of them match."""
    with _lock:
        held = _shown.setdefault(store, {})
        if any(number not in held for number in numbers):
            if len(held) > _KEPT:
                held.clear()
            wanted = {*numbers}
            news = store.history(of, by, since=min(numbers) - 1, until=max(numbers))
            held.update({one.number: one for one in news if one.number in wanted})
        return tuple(held[number] for number in numbers if number in held)


def titles_of(store: Store, events: Iterable[str], language: str) -> Mapping[str, str]:
    """The titles of events as the tables have them, also of those off the timeline; an id where there is none."""
    ids = tuple(events)
    return {id: _title(id, cells, language) for id, cells in store.rows("events", ids).items()} if ids else {}


def _title(id: str, cells: Cells, language: str) -> str:
    names = [f"title_{language}", *sorted(column for column in cells if column.startswith("title_"))]
    return next((cells[name] for name in names if cells.get(name)), id)
