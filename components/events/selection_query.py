"""A ``Selection`` as query parameters of an address, and back. What comes in is data to be checked, never trusted."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from components.events.dates import bounds, iso
from components.events.errors import DateError
from components.events.selection import Selection
from components.events.story import Story
from components.events.vocabulary import FAMILIES, FAMILY_OF_TYPE, STATUSES

LISTS = {"actor": "actors", "family": "families", "type": "types", "status": "statuses", "place": "places"}
DAYS = {"from": "first", "to": "last", "known_on": "known_on"}
KEYS = (*LISTS, *DAYS, "match", "q", "event")
LONGEST = 1000  # characters of one value


@dataclass(frozen=True)
class Problem:
    """A parameter that was left aside: its key, its value, and why."""

    key: str
    value: str
    reason: str


def to_query(selection: Selection) -> dict[str, list[str]]:
    """Query parameters of ``selection``; parts that select nothing are left out."""
    query = {key: list(getattr(selection, part)) for key, part in LISTS.items() if getattr(selection, part)}
    for key, part in DAYS.items():
        if getattr(selection, part) is not None:
            query[key] = [iso(getattr(selection, part))]
    if selection.match != "any":
        query["match"] = [selection.match]
    if selection.text:
        query["q"] = [selection.text]
    if selection.event:
        query["event"] = [selection.event]
    return query


def from_query(query: Mapping[str, Sequence[str]], story: Story | None = None) -> tuple[Selection, tuple[Problem, ...]]:
    """The selection that ``query`` asks for, and a problem for each value that was left aside.

    With ``story``, ids and words that it does not have are left aside too. Other keys are passed over. Of several
    values for what can only have one, the last counts.
    """
    problems: list[Problem] = []
    parts: dict[str, Any] = {}
    for key, part in LISTS.items():
        values = _values(query, key, problems)
        allowed = _allowed(key, story) if values else None
        parts[part] = tuple(value for value in values if _is_known(key, value, allowed, problems))
    for key, part in DAYS.items():
        parts[part] = _one(query, key, _first_day if key == "from" else _last_day, problems)
    parts["match"] = _one(query, "match", lambda value: _choice(value, ("any", "all")), problems) or "any"
    parts["text"] = _one(query, "q", str, problems) or ""
    parts["event"] = _one(query, "event", lambda value: _event(value, story), problems)
    return Selection(**parts), tuple(problems)


def _values(query: Mapping[str, Sequence[str]], key: str, problems: list[Problem]) -> list[str]:
    given = query.get(key, ())
    kept = []
    for value in [given] if isinstance(given, str) else given:
        if len(value) > LONGEST:
            problems.append(Problem(key, value[:40] + "…", f"longer than {LONGEST} characters"))
        elif value:
            kept.append(value)
    return kept


def _one(query: Mapping[str, Sequence[str]], key: str, read: Callable[[str], Any], problems: list[Problem]) -> Any:
    values = _values(query, key, problems)
    if not values:
        return None
    try:
        return read(values[-1])
    except (ValueError, DateError) as error:
        problems.append(Problem(key, values[-1], getattr(error, "problem", str(error))))
        return None


def _first_day(value: str) -> float:
    return _finite(bounds(value).earliest)


def _last_day(value: str) -> float:
    return _finite(bounds(value).latest)


def _finite(day: float) -> float:
    if not math.isfinite(day):
        raise ValueError("the interval is open on that side")
    return day


def _choice(value: str, choices: Sequence[str]) -> str:
    if value not in choices:
        raise ValueError(f"one of {', '.join(choices)}")
    return value


def _event(value: str, story: Story | None) -> str:
    if story is not None and not (story.events["event_id"] == value).any():
        raise ValueError("there is no such event")
    return value


@lru_cache(maxsize=64)
def _allowed(key: str, story: Story | None) -> Collection[str] | None:
    """What the values of a list may be; ``None`` is anything."""
    if key == "family":
        return FAMILIES
    if key == "status":
        return STATUSES
    if story is None:
        return None
    if key == "actor":
        return frozenset(story.actors["actor_id"])
    if key == "type":
        return frozenset((*FAMILY_OF_TYPE, *story.families, *story.events["type"].unique()))
    places = story.text("events", "place", story.languages[0])
    return frozenset((*story.events["country"].unique(), *places.unique())) - {""}


def _is_known(key: str, value: str, allowed: Collection[str] | None, problems: list[Problem]) -> bool:
    if allowed is None or value in allowed:
        return True
    problems.append(
        Problem(key, value, f"there is no such {key}" if key != "status" else f"one of {', '.join(STATUSES)}")
    )
    return False
