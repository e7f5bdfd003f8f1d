"""Dates that were read, before they become mentions: which of them stay where they lie close together."""

from dataclasses import dataclass

from components.articles.dates.mention import Span, Unit
from components.articles.dates.tense import same_sentence


@dataclass(frozen=True)
class Found:
    """A match that was read: where it begins with the words before it, its span (``None`` unknown), its rule.

    ``named`` is true for the year of a name.
    """

    start: int
    end: int
    span: Span | None
    rule: str
    named: bool = False


Item = tuple[Found, tuple[Found, ...]]
"""A find with the finds that are parts of it."""


def told(found: list[Item], fold: str) -> list[Item]:
    """Without "the day after the vote" where its sentence tells a day: "on Wednesday, the day after the vote"."""

    def beside(number: int, other: int) -> bool:
        span = found[other][0].span if 0 <= other < len(found) else None
        if span is None or span.unit not in {Unit.DAY, Unit.SPAN}:
            return False
        one, two = found[min(number, other)][0], found[max(number, other)][0]
        return same_sentence(fold, min(one.end, two.start), two.start)

    return [
        item
        for number, item in enumerate(found)
        if item[0].rule != "event_day" or not (beside(number, number - 1) or beside(number, number + 1))
    ]


def apart(found: list[Item]) -> list[Item]:
    """Drop what begins before the end of those before it, or those, where each of them is shorter."""
    out: list[Item] = []
    for item in found:
        kept = len(out)
        while kept and item[0].start < out[kept - 1][0].end:
            kept -= 1
        if any(_length(one) >= _length(item) for one in out[kept:]):
            continue
        out[kept:] = [item]
    return out


def _length(item: Item) -> int:
    return item[0].end - item[0].start
