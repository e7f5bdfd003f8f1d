"""What is found: the mention of a date, the span of days it means, and the anchors a story knows."""

import datetime
from dataclasses import dataclass
from enum import IntEnum


class Unit(IntEnum):
    """Units of time that words name."""

    DAY = 1
    WEEK = 2
    WEEKEND = 3
    FORTNIGHT = 4
    MONTH = 5
    QUARTER = 6
    SEASON = 7
    HALF = 8
    YEAR = 9
    DECADE = 10
    CENTURY = 11
    SPAN = 12


@dataclass(frozen=True)
class Span:
    """First and last day (both included; ``None`` is an open end), the unit it fills, and whether it is about so."""

    first: datetime.date | None
    last: datetime.date | None
    unit: Unit = Unit.SPAN
    approximate: bool = False


@dataclass(frozen=True)
class DateMention:
    """A date in a text: ``text[start:end]`` in characters, its EDTF reading, first and last day, and the rule.

    ``when`` is "" and both days ``None`` when the date could not be told. ``part`` is true for an end of an interval
    ("3" and "5 mars" in "du 3 au 5 mars"), which lies within the mention of the whole, and for the year of a name
    ("Euro 2024"), which dates what is so named and nothing that is told.
    """

    text: str
    start: int
    end: int
    when: str
    earliest: datetime.date | None
    latest: datetime.date | None
    rule: str
    part: bool = False


@dataclass(frozen=True)
class Anchor:
    """An event that texts date by: a regular expression over folded text (lower case, no accents) and its day."""

    words: str
    day: datetime.date
