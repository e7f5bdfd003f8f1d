"""Months, quarters, halves, seasons, years, decades and centuries."""

import dataclasses
import datetime
from collections.abc import Callable

from components.articles.dates.arithmetic import around, day, months, nth_weekday
from components.articles.dates.calendar import full_year
from components.articles.dates.mention import Span, Unit
from components.articles.dates.scene import Parts, Scene, choose

_SEASON_START = {1: 3, 2: 6, 3: 9, 4: 12}


def _yearly(parts: Parts, scene: Scene, month: int, count: int, unit: Unit) -> Span:
    """Months of the year given, of the year that "prochain" points to, or of the likeliest."""
    year = full_year(parts, scene.published)
    if year is None and "way" not in parts:
        year = scene.year
    if year is not None:
        return months(year, month, count, unit)
    if "yearway" in parts:
        return months(scene.today.year + parts["yearway"], month, count, unit)
    base = (scene.near or scene.today).year
    found = [months(base + away, month, count, unit) for away in (-1, 0, 1)]
    return choose(found, scene, parts.get("way", 0))


def month(parts: Parts, scene: Scene) -> Span:
    """A month by its name, with or without its year."""
    return _yearly(parts, scene, parts["month"], 1, Unit.MONTH)


def month_range(parts: Parts, scene: Scene) -> Span:
    """Two months of one year: "janvier-mars 2015"."""
    first, last = parts["month"], parts["month2"]
    if last <= first:
        raise ValueError("the end lies before the start")
    return _yearly(parts, scene, first, last - first + 1, Unit.SPAN)


def numeric_month(parts: Parts, _: Scene) -> Span:
    """Month and year in digits."""
    return months(parts["year"], parts["d"], 1, Unit.MONTH)


def season(parts: Parts, scene: Scene) -> Span:
    """A season; winter is named by the year it begins in, as EDTF has it."""
    return _yearly(parts, scene, _SEASON_START[parts["season"]], 3, Unit.SEASON)


def nth_of_season(parts: Parts, scene: Scene) -> Span:
    """Such as "le premier dimanche du printemps": a season begins on the 21st of its first month here."""
    start = season(parts, scene).first
    assert start is not None
    return day(nth_weekday(start.replace(day=21), parts["weekday"], parts["ordinal"]))


def quarter(parts: Parts, scene: Scene) -> Span:
    """A quarter of a year by its number; -1 is the last."""
    number = parts.get("ordinal", parts.get("d", 1)) % 5
    if number > 4:
        raise ValueError("a year has four quarters")
    return _yearly(parts, _this_year(scene), number * 3 - 2, 3, Unit.QUARTER)


def half(parts: Parts, scene: Scene) -> Span:
    """A half of a year by its number; -1 is the last."""
    number = parts.get("ordinal", parts.get("d", 1)) % 3
    return _yearly(parts, _this_year(scene), number * 6 - 5, 6, Unit.HALF)


def _this_year(scene: Scene) -> Scene:
    """A quarter or half without year or tense is one of this year."""
    if scene.tense or scene.direction or scene.year is not None or scene.published is None:
        return scene
    return dataclasses.replace(scene, year=scene.today.year)


def week_number(parts: Parts, scene: Scene) -> Span:
    """A week by its ISO number."""
    year = parts["year"] if "year" in parts else scene.today.year + parts["yearway"]
    return around(datetime.date.fromisocalendar(year, parts["d"], 1), Unit.WEEK)


def year(parts: Parts, scene: Scene) -> Span:
    """A year of four digits, or of two after "en"."""
    found = full_year(parts, scene.published)
    return months(parts["anyyear"] if found is None else found, 1, 12, Unit.YEAR)


def year_range(parts: Parts, _: Scene) -> Span:
    """Years written together: "2014-2016", "2014-16"."""
    first = parts["year"]
    last = parts["year2"] if "year2" in parts else first // 100 * 100 + parts["yy"]
    if last <= first:
        raise ValueError("the end lies before the start")
    return months(first, 1, 12 * (last - first + 1), Unit.SPAN)


def decade(parts: Parts, scene: Scene) -> Span:
    """Ten years: "les années 1960", "les années 60", "the seventies"; two digits mean the last that has begun."""
    start = parts.get("decade")
    if start is None:
        short = parts["shortdecade"] if "shortdecade" in parts else parts["tens"]
        this = scene.published.year if scene.published else 1999
        start = this // 100 * 100 + short
        start -= 100 if start > this else 0
    return months(start, 1, 120, Unit.DECADE)


def century(parts: Parts, _: Scene) -> Span:
    """A hundred years: the 20th century is 1900 to 1999 as news count it."""
    number = parts["roman"] if "roman" in parts else parts["ordinal"]
    return around(datetime.date(max(number * 100 - 100, 1), 1, 1), Unit.CENTURY)


READERS: dict[str, Callable[[Parts, Scene], Span]] = {
    "month": month,
    "bare_month": month,
    "named_month": month,
    "week_number": week_number,
    "month_range": month_range,
    "numeric_month": numeric_month,
    "season": season,
    "named_season": season,
    "nth_of_season": nth_of_season,
    "quarter": quarter,
    "half": half,
    "year": year,
    "bare_year": year,
    "short_year": year,
    "year_range": year_range,
    "decade": decade,
    "century": century,
}
