"""What a reader of a match knows besides the match itself."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from components.articles.dates.lexicon import Lexicon
from components.articles.dates.mention import Span, Unit

Parts = Mapping[str, int]
"""The numbers that the groups of a match mean, by the group's name; a group that took no part is missing."""


@dataclass
class Scene:
    """Lexicon, publication day, tense around the match (-1 past, 0 unknown, 1 future), and what was said before.

    ``focus`` is the last single day mentioned, ``past`` the
    last one not after publication, ``year`` a year that the sentence or the other end of an interval gives.
    """

    lexicon: Lexicon
    published: datetime.date | None
    tense: int = 0
    focus: datetime.date | None = None
    past: datetime.date | None = None
    year: int | None = None
    near: datetime.date | None = None
    direction: int = 0
    anchors: tuple[datetime.date, ...] = field(default=())

    @property
    def today(self) -> datetime.date:
        """Publication day. Raises ``Unknown`` without one."""
        if self.published is None:
            raise Unknown
        return self.published

    @property
    def point(self) -> datetime.date:
        """The day that the story stands at: the last one mentioned, else the publication day."""
        return self.focus or self.today


class Unknown(Exception):  # noqa: N818 -- no error: the text does not tell
    """The date cannot be told without a publication date."""


_PAST, _FUTURE = 8, 80


def choose(candidates: list[Span], scene: Scene, direction: int = 0) -> Span:
    """The likeliest of several readings: the nearest, those against the tense counted as farther away.

    A direction (-1 "dernier", 1 "prochain") only leaves readings on that side, unless there is none.
    """
    today = scene.near or scene.today
    direction = direction or scene.direction
    if direction:
        side = [span for span in candidates if _side(span, today, strict=True) == direction]
        candidates = side or candidates

    def cost(span: Span) -> int:
        assert span.first is not None
        assert span.last is not None
        away = max((span.first - today).days, (today - span.last).days, 0)
        against = scene.tense * _side(span, today) < 0
        return away * (_PAST if scene.tense < 0 else _FUTURE) if against else away

    return min(candidates, key=cost)


def _side(span: Span, today: datetime.date, strict: bool = False) -> int:
    assert span.first is not None
    assert span.last is not None
    if span.last < today or (strict and span.unit >= Unit.MONTH and span.first < today.replace(day=1)):
        return -1
    return 1 if span.first > today else 0
