"""Holidays and set days: fixed ones, n-th weekdays of a month, and what hangs on Easter."""

import datetime
from collections.abc import Callable

from components.articles.dates.arithmetic import DAY, day, easter, nth_weekday, plus_months
from components.articles.dates.calendar import full_year
from components.articles.dates.lexicon import Holiday
from components.articles.dates.mention import Span
from components.articles.dates.scene import Parts, Scene, choose


def holiday(parts: Parts, scene: Scene) -> Span:
    """A holiday of the year given, else of this year, or of the next or the last by tense."""
    which = scene.lexicon.holidays[parts["holiday"]]
    year = full_year(parts, scene.published) or (None if "way" in parts else scene.year)
    if year is None and "yearway" in parts:
        year = scene.today.year + parts["yearway"]
    if year is not None:
        return day(in_year(which, year))
    this = scene.today.year
    if not (parts.get("way") or scene.direction or scene.tense):
        return day(in_year(which, this))
    return choose([day(in_year(which, this + away)) for away in (-1, 0, 1)], scene, parts.get("way", 0))


def in_year(which: Holiday, year: int) -> datetime.date:
    """The day of a holiday in a year."""
    if which.kind == "easter":
        return easter(year) + which.numbers[0] * DAY
    if which.kind == "date":
        return datetime.date(year, which.numbers[0], which.numbers[1])
    month, weekday, n, *more = which.numbers
    first = datetime.date(year, month, 1)
    found = nth_weekday(first if n > 0 else plus_months(first, 1) - DAY, weekday, n)
    return found + more[0] * DAY if more else found


READERS: dict[str, Callable[[Parts, Scene], Span]] = {"holiday": holiday}
