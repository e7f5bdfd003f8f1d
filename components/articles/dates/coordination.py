"""Dates told side by side: "jeudi et vendredi", "March 3, 4 and 5"; days that follow each other are one stretch."""

import re
from collections.abc import Sequence
from functools import lru_cache

from components.articles.dates.arithmetic import DAY, day
from components.articles.dates.intervals import gap
from components.articles.dates.lexicon import Lexicon, load
from components.articles.dates.mention import Span

WEEKDAYS = frozenset(("bare_weekday", "weekday"))
"""Rules whose finds are read from each other when they stand side by side."""

MOST = 8
"""Dates that are looked at for one list."""

_LONGEST_GAP, _LOOK = 16, 48
_OPENS = re.compile(r"(?:^|[.!?:;\n])\W{0,4}(?:[^\W\d_]{1,8} ){0,2}\Z")


@lru_cache(maxsize=4)
def _clause(language: str) -> re.Pattern[str]:
    return re.compile(load(language).guards["clause_after"])


def run(lexicon: Lexicon, fold: str, places: Sequence[tuple[int, int]]) -> int:
    """How many of the places (start, end), from the first on, are told side by side: 0 if not two at least."""
    language, count = lexicon.language, 0
    for number in range(1, min(len(places), MOST)):
        before, after = places[number - 1][1], places[number][0]
        if after - before > _LONGEST_GAP or not gap(language, "listed").fullmatch(fold, before, after):
            break
        if gap(language, "last").fullmatch(fold, before, after):
            count = number + 1
            break
    return 0 if count and _two_clauses(language, fold, places[0][0], places[count - 1][1]) else count


def _two_clauses(language: str, fold: str, start: int, end: int) -> bool:
    """As in "he came on Monday and Tuesday he left"."""
    follows = _clause(language).match(fold, end) is not None
    return follows and _OPENS.search(fold, max(0, start - _LOOK), start) is None


def stretches(
    lexicon: Lexicon, fold: str, places: Sequence[tuple[int, int]], spans: Sequence[Span | None]
) -> list[tuple[int, int]]:
    """First and last number of each stretch: (0, 1) of "jeudi et vendredi", (0, 0) and (1, 1) of "mardi et jeudi"."""
    both = gap(lexicon.language, "and").fullmatch(fold, places[-2][1], places[-1][0]) is not None
    found = [(0, 0)]
    for number in range(1, len(spans)):
        if both and _follows(spans[number - 1], spans[number]):
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def _follows(one: Span | None, two: Span | None) -> bool:
    if one is None or two is None or one.last is None or two.first is None or one.first is None or two.last is None:
        return False
    return one.unit == two.unit and not (one.approximate or two.approximate) and two.first - one.last == DAY


def weekdays(numbers: Sequence[int], lead: int, known: Span) -> list[Span]:
    """The days of weekdays told side by side, by that of one of them: each the first after the one before."""
    assert known.first is not None
    days = {lead: known.first}
    for number in range(lead + 1, len(numbers)):
        before = days[number - 1]
        days[number] = before + ((numbers[number] - before.weekday() - 1) % 7 + 1) * DAY
    for number in range(lead - 1, -1, -1):
        after = days[number + 1]
        days[number] = after - ((after.weekday() - numbers[number] - 1) % 7 + 1) * DAY
    return [day(days[number]) for number in range(len(numbers))]
