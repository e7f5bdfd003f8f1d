"""Dates told by an event that the story knows: "avant l'arrivée de Trump au pouvoir", "Inauguration Day"."""

import datetime
from collections.abc import Sequence

from components.articles.dates.arithmetic import day
from components.articles.dates.lexicon import Lexicon
from components.articles.dates.mention import Anchor, Span
from components.articles.dates.scene import Scene, choose


def defaults(lexicon: Lexicon) -> tuple[Anchor, ...]:
    """The anchors of a lexicon: one for each pair of words and day."""
    return tuple(Anchor(words, date) for words, days in lexicon.anchors for date in days)


def grouped(anchors: Sequence[Anchor]) -> dict[str, tuple[datetime.date, ...]]:
    """The days of each wording, in the order given."""
    days: dict[str, tuple[datetime.date, ...]] = {}
    for anchor in anchors:
        days[anchor.words] = (*days.get(anchor.words, ()), anchor.day)
    return days


def read(days: tuple[datetime.date, ...], scene: Scene) -> Span:
    """The day of an anchor; of several (each inauguration) the likeliest by tense and nearness."""
    return day(days[0]) if len(days) == 1 else choose([day(date) for date in days], scene)
