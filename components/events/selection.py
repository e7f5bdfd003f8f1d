"""The filter as a value: what of a story a reader looks at. Every chart, table, link and export takes this one."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from functools import reduce
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.events.coding import among
from components.events.dates import bounds
from components.events.joins import events_of, subset
from components.events.known import as_known_on
from components.events.search import search
from components.events.story import Story

Mask = NDArray[np.bool_]
FIRST_DAY, LAST_DAY = bounds("-9999").earliest, bounds("9999").latest
FILTERS = ("actors", "first", "last", "families", "types", "statuses", "places", "text")


@dataclass(frozen=True)
class Selection:
    """Which events. Parts narrow each other; the values of one part add up, except ``actors`` with ``match`` "all".

    ``actors`` are ids; ``first`` and ``last`` days between which an event may lie (both included; an event without a
    date always may); ``places`` country codes, or places as the story's first language writes them; ``text`` words to
    be found; ``known_on`` the day of knowledge; ``event`` the event that is open, which filters nothing.
    Values are normalised: no empty or double ones, whole days between the years −9999 and 9999.
    """

    actors: tuple[str, ...] = ()
    match: Literal["any", "all"] = "any"
    first: float | None = None
    last: float | None = None
    families: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    text: str = ""
    known_on: float | None = None
    event: str | None = None

    def __post_init__(self) -> None:
        if self.match not in {"any", "all"}:
            raise ValueError(f"match is {self.match!r}: it must be 'any' or 'all'")
        for name in ("actors", "families", "types", "statuses", "places"):
            object.__setattr__(self, name, _distinct(getattr(self, name)))
        for name in ("first", "last", "known_on"):
            object.__setattr__(self, name, _day(getattr(self, name)))
        object.__setattr__(self, "text", " ".join(self.text.split()))
        object.__setattr__(self, "event", self.event or None)

    @property
    def is_filtering(self) -> bool:
        """Whether any part may leave events out (the day of knowledge is no such part)."""
        return any(getattr(self, name) not in ((), None, "") for name in FILTERS)

    def without(self, part: str, value: str | None = None) -> "Selection":
        """The selection without ``value`` in its ``part``, or without that part altogether."""
        held = getattr(self, part)
        if value is not None and isinstance(held, tuple):
            return replace(self, **{part: tuple(one for one in held if one != value)})  # type: ignore[arg-type]
        default = next(field.default for field in fields(self) if field.name == part)
        return replace(self, **{part: default})  # type: ignore[arg-type]

    def apply(self, story: Story) -> Story:
        """The story as known on the day of knowledge, with the events of this selection, their participations and
        claims. Actors and sources stay. Events without a date stay whatever ``first`` and ``last`` are.
        """
        known = story if self.known_on is None else as_known_on(story, self.known_on)
        if not self.is_filtering:
            return known
        mask = reduce(np.logical_and, self._masks(known), np.ones(len(known.events), dtype=bool))
        return subset(known, mask, revision=f"{known.revision}|{self}")

    def _masks(self, story: Story) -> Iterable[Mask]:
        events = story.events
        for column, values in (("family", self.families), ("type", self.types), ("status", self.statuses)):
            if values:
                yield among(events[column], values)
        if self.first is not None or self.last is not None:
            yield _between(events, self.first, self.last)
        if self.actors:
            yield _acting(story, self.actors, self.match)
        if self.places:
            yield _placed(story, self.places)
        if self.text:
            yield search(story, self.text)

    def to_query(self) -> dict[str, list[str]]:
        """Query parameters; ``components.events.selection_query.from_query`` turns them back without loss."""
        from components.events.selection_query import to_query

        return to_query(self)

    def describe(self, story: Story, language: str) -> str:
        """One sentence in ``language`` ("en" or "fr") on what is selected of ``story``."""
        from components.events.selection_sentence import describe

        return describe(self, story, language)


def undated(story: Story) -> pd.DataFrame:
    """The events of ``story`` that have no date: the tray beside the timeline."""
    return story.events[story.events["precision"] == "none"]


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _day(day: float | None) -> float | None:
    if day is None or not math.isfinite(day):
        return None
    return float(min(max(math.floor(day), FIRST_DAY), LAST_DAY))


def _between(events: pd.DataFrame, first: float | None, last: float | None) -> Mask:
    earliest, latest = (events[name].to_numpy(dtype=float) for name in ("earliest", "latest"))
    mask: Mask = np.ones(len(events), dtype=bool)
    dated = int(np.searchsorted(earliest, np.nan))  # they are sorted by it, those without a date last
    if first is not None:
        np.greater_equal(latest[:dated], first, out=mask[:dated])
    if last is not None:
        mask[np.searchsorted(earliest[:dated], last, side="right") : dated] = False
    return mask


def _acting(story: Story, actors: tuple[str, ...], match: str) -> Mask:
    ids = story.actors["actor_id"]
    some = np.flatnonzero(among(ids, actors))
    row = dict(zip(ids.iloc[some].tolist(), some.tolist(), strict=True))
    masks = []
    for actor in actors:
        mask = np.zeros(len(story.events), dtype=bool)
        if actor in row:
            mask[events_of(story, row[actor])] = True
        masks.append(mask)
    return np.asarray(reduce(np.logical_and if match == "all" else np.logical_or, masks), dtype=bool)


def _placed(story: Story, places: tuple[str, ...]) -> Mask:
    """By country, or by place in the first of the story's languages that names it."""
    events = story.events
    mask = among(events["country"], places) if "country" in events else np.zeros(len(events), dtype=bool)
    unnamed = np.ones(len(events), dtype=bool)
    for name in (f"place_{code}" for code in story.languages):
        if name in events:
            mask |= unnamed & among(events[name], places)
            unnamed &= among(events[name], ("",))
    return mask
