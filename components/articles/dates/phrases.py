"""Words before a date that change what it means: "fin", "premier lundi de", "le lendemain de", "depuis", "avant"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from components.articles.dates.arithmetic import DAY, around, day, months, nth_weekday, plus, plus_months
from components.articles.dates.grammar import compiled, parts
from components.articles.dates.lexicon import Lexicon, load
from components.articles.dates.mention import Span, Unit
from components.articles.dates.scene import Parts

SINCE, BEFORE, UNTIL, AFTER, ONWARDS = 1, 2, 3, 4, 5
_WINDOW = 48


@dataclass(frozen=True)
class Phrase:
    """Words found before a date: where they begin, and the numbers they mean."""

    start: int
    parts: Parts


@lru_cache(maxsize=32)
def _pattern(language: str, name: str) -> re.Pattern[str]:
    lexicon = load(language)
    return compiled(lexicon, rf"(?<![^\W_])(?:{lexicon.around[name]})\Z")


@lru_cache(maxsize=4)
def _after(language: str) -> re.Pattern[str]:
    lexicon = load(language)
    return compiled(lexicon, lexicon.around["open_after"])


def before(lexicon: Lexicon, name: str, fold: str, start: int) -> Phrase | None:
    """The phrase of that name that ends where a date begins, or ``None``."""
    match = _pattern(lexicon.language, name).search(fold, max(0, start - _WINDOW), start)
    return Phrase(match.start(), parts(lexicon, match)) if match else None


def modified(lexicon: Lexicon, fold: str, start: int, span: Span) -> tuple[int, Span, str]:
    """A span with the words before it taken into account: new start, new span, and the names of the phrases."""
    names = ""
    for name, read in (("of_week", _of_week), ("nth", nth), ("edge", _edge), ("shift", _shift)):
        phrase = before(lexicon, name, fold, start)
        if phrase is not None:
            changed = read(phrase.parts, span)
            if changed is not None:
                start, span, names = phrase.start, changed, f"{name}:{names}"
    return start, span, names


def opened_after(lexicon: Lexicon, fold: str, end: int) -> int:
    """How "or later", "et après" behind a date open it; 0 if there is none."""
    match = _after(lexicon.language).match(fold, end, end + _WINDOW)
    found = parts(lexicon, match) if match else {}
    return found.get("since", found.get("until", 0))


def opened(mode: int, span: Span) -> Span:
    """A span that "depuis", "avant", "jusqu'à" or "après" opens on one side."""
    first, last = span.first, span.last
    if first is None or last is None:
        return span
    if mode in {SINCE, ONWARDS}:
        return Span(first, None, Unit.SPAN, span.approximate)
    if mode == BEFORE:
        return Span(None, first - DAY, Unit.SPAN, span.approximate)
    if mode == UNTIL:
        return Span(None, last, Unit.SPAN, span.approximate)
    return Span(last + DAY, None, Unit.SPAN, span.approximate)


def part_of(span: Span, edge: int) -> Span | None:
    """The beginning (1), middle (2) or end (3) of a week, month or longer."""
    first, last = span.first, span.last
    if first is None or last is None or span.unit in {Unit.DAY, Unit.WEEKEND}:
        return None
    if span.unit in {Unit.WEEK, Unit.FORTNIGHT}:
        starts, ends = {1: 0, 2: 2, 3: 4}, {1: 1, 2: 3, 3: (last - first).days}
        return Span(first + starts[edge] * DAY, first + ends[edge] * DAY)
    if span.unit == Unit.MONTH:
        return {1: Span(first, first + 9 * DAY), 2: Span(first + 10 * DAY, first + 19 * DAY)}.get(
            edge, Span(first + 20 * DAY, last)
        )
    total = (last.year - first.year) * 12 + last.month - first.month + 1
    size = max(total // (3 if edge == 2 else 4), 1)
    begin = plus_months(first, {1: 0, 2: total // 3, 3: total - size}[edge])
    return months(begin.year, begin.month, size, Unit.SPAN)


def _edge(found: Parts, span: Span) -> Span | None:
    return part_of(span, found["edge"])


def _of_week(found: Parts, span: Span) -> Span | None:
    if span.unit != Unit.WEEK or span.first is None:
        return None
    return day(span.first + found["weekday"] * DAY)


def nth(found: Parts, span: Span) -> Span | None:
    """The n-th weekday, day, week or longer unit of a month or longer; counted from the end if n is negative."""
    if span.first is None or span.last is None or span.unit < Unit.MONTH or span.unit == Unit.SPAN:
        return None
    number = found["ordinal"]
    base = span.first if number > 0 else span.last
    if "weekday" in found:
        return day(nth_weekday(base, found["weekday"], number))
    kind = Unit(found["unit"])
    if kind == Unit.FORTNIGHT:
        half = span.first + 14 * DAY
        return Span(span.first, half) if number == 1 else Span(half, span.last)
    if kind == Unit.WEEK:
        return _nth_week(span, number)
    if kind == Unit.DAY:
        return day(base + (number - 1 if number > 0 else number + 1) * DAY)
    return around(plus(base, number - 1 if number > 0 else number + 1, kind), kind) if kind < span.unit else None


def _nth_week(span: Span, number: int) -> Span:
    """Weeks belong, as ISO has it, to the month or year that holds their Thursday."""
    assert span.first is not None
    assert span.last is not None
    return around(nth_weekday(span.first if number > 0 else span.last, 3, number), Unit.WEEK)


def _shift(found: Parts, span: Span) -> Span | None:
    if span.first is None or span.last is None or span.unit != Unit.DAY:
        return None
    if "dayof" in found:
        return day(span.first + found["dayof"] * DAY)
    if "weekof" in found:
        return around(span.first, Unit.WEEK)
    return day(plus(span.first, found.get("n", 1) * found["relation"], Unit(found["unit"])))
