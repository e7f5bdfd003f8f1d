"""The ids that the rows of a review get, each telling what its row is about."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import count
from urllib.parse import urlsplit

from components.articles.review.cells import participants_of
from components.articles.review.ids import candidates, free, slug
from components.events.changes import ID, Cells
from components.events.dates import bounds
from components.events.errors import DateError

Rows = Callable[[str, Collection[str]], Mapping[str, Cells]]
"""Rows of a table by their ids, those that the story does not have left out: ``Store.rows``."""
AT_ONCE = 20  # claims of an event that are looked up at once
MOST_NAMED = 2
FIRST = ("initiator", "source", "participant", "target")  # who gives an event its name comes first


class Ids:
    """New ids for the rows of one change. What the story has is looked up for many at once, and once only."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._asked: dict[str, set[str]] = {table: set() for table in ID}
        self._there: dict[str, set[str]] = {table: set() for table in ID}
        self._used: dict[str, set[str]] = {table: set() for table in ID}
        self._claims: dict[str, Iterator[str]] = {}

    def prepare(self, events: Iterable[str], claims_on: Iterable[str] = ()) -> None:
        """Look up at once what ids like ``events``, and for claims on those of ``claims_on``, will be asked for."""
        self._taken("events", [one for wanted in events for one in candidates(wanted)])
        self._taken("claims", [one for event in claims_on for one in _numbered(event, 1)])

    def free(self, table: str, wanted: str) -> str:
        """``wanted``, or the same with a number, if the story or this change has it."""
        return free(wanted, lambda some: self._taken(table, some), self._used[table])

    def claim(self, event: str) -> str:
        """The id of one more claim on ``event``, counted as in a story: "<event>-c01"."""
        return next(self._claims.setdefault(event, self._new_claims(event)))

    def _new_claims(self, event: str) -> Iterator[str]:
        for first in count(1, AT_ONCE):
            some = _numbered(event, first)
            there = self._taken("claims", some)
            yield from (one for one in some if one not in there)

    def _taken(self, table: str, ids: Collection[str]) -> Collection[str]:
        fresh = {*ids} - self._asked[table]
        if fresh:
            self._there[table] |= self._rows(table, sorted(fresh)).keys()
            self._asked[table] |= fresh
        return self._there[table]


def _numbered(event: str, first: int) -> list[str]:
    return [f"{event}-c{number:02}" for number in range(first, first + AT_ONCE)]


def event_id(cells: Cells, kinds: Mapping[str, str]) -> str:
    """Such as "trump-putin-call-2024-11-07": who (the last names of people), what, and the first day told."""
    people = participants_of(cells.get("participants", ""))
    order = sorted(people, key=lambda one: FIRST.index(one[1]) if one[1] in FIRST else len(FIRST))
    who = [id.rpartition("-")[2] if kinds.get(id) == "person" else id for id, _ in order[:MOST_NAMED]]
    title = next((text for column, text in cells.items() if column.startswith("title_") and text), "")
    head = slug("-".join(who), 36) or slug(title, 36)
    kind = slug(cells.get("type", ""), 20)
    parts = (head, "" if kind in head.split("-") else kind, _first_day(cells.get("when", "")))
    return "-".join(part for part in parts if part) or "event"


def _first_day(when: str) -> str:
    """The digits of the first day, month or year in a date, "" without one."""
    try:
        sound = bounds(when).precision != "none"
    except DateError:
        return ""
    if not sound:
        return ""
    ends = [one for one in when.split("/") if one not in ("", "..")]
    return slug(ends[0].partition("T")[0].strip("~?%"), 20) if ends else ""


def source_id(source: Cells, text: str) -> str:
    """Such as "le-monde-2024-11-10": the outlet, or the site, or the title, and the day of publication."""
    host = (urlsplit(source.get("url", "")).hostname or "").removeprefix("www.").rpartition(".")[0]
    name = slug(source.get("publisher", ""), 40) or slug(host, 40) or slug(source.get("title", ""), 40)
    name = name or f"article-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    day = slug(source.get("published", ""))
    return name if not day or name.endswith(day) else f"{name}-{day}"
