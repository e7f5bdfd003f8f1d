"""Days named by number: "7 novembre 2024", "le 20 janvier", "07/11/2024", "du 3 au 5 mars", "mercredi 13"."""

import datetime
from collections.abc import Callable, Iterator

from components.articles.dates.arithmetic import day, hull, plus_months
from components.articles.dates.mention import Span
from components.articles.dates.scene import Parts, Scene, choose

_CENTURY_TURN = 30


def full_year(parts: Parts, today: datetime.date | None = None) -> int | None:
    """The year that a match gives; two digits mean the century that leaves it at most 30 years ahead."""
    if "year" in parts:
        return parts["year"]
    if "yy" not in parts:
        return None
    this = today.year if today else 2000
    year = this // 100 * 100 + parts["yy"]
    return year - 100 if year > this + _CENTURY_TURN else year


def day_month(parts: Parts, scene: Scene) -> Span:
    """A day and month, with its year if the text gives one, else the likeliest year by tense and weekday."""
    return _in_year(parts, scene, parts["day"])


def day_range(parts: Parts, scene: Scene) -> Span:
    """Two days of one month: "13-15 juillet", "du 3 au 5 mars"."""
    last = _in_year({**parts, "weekday": parts["weekday2"]} if "weekday2" in parts else parts, scene, parts["day2"])
    assert last.first is not None
    return hull(day(last.first.replace(day=parts["day"])), last)


def _in_year(parts: Parts, scene: Scene, of_month: int) -> Span:
    month = parts["month"]
    year = full_year(parts, scene.published) or (None if {"way", "weekday"} & parts.keys() else scene.year)
    if year is not None:
        return day(datetime.date(year, month, of_month))
    around = (scene.near or scene.today).year
    found = [day(date) for date in _existing(around - 8, around + 9, month, of_month)]
    if "weekday" in parts:
        fitting = [span for span in found if span.first and span.first.weekday() == parts["weekday"]]
        found = fitting or found
    return choose(found, scene, parts.get("way", 0))


def _existing(first: int, last: int, month: int, of_month: int) -> Iterator[datetime.date]:
    for year in range(max(first, 1), last):
        try:
            yield datetime.date(year, month, of_month)
        except ValueError:
            continue


def numeric_day(parts: Parts, scene: Scene) -> Span:
    """Digits only, day or month first as the language has it; the other way round if that is no date."""
    one, two = parts["d"], parts["d2"]
    of_month, month = (one, two) if scene.lexicon.day_first else (two, one)
    if month > 12:
        of_month, month = month, of_month
    return _in_year({**parts, "month": month}, scene, of_month)


def iso_day(parts: Parts, _: Scene) -> Span:
    """Year, month, day in digits."""
    return day(datetime.date(parts["year"], parts["d"], parts["d2"]))


def weekday_day(parts: Parts, scene: Scene) -> Span:
    """A weekday and a day of the month: the nearest month in which the two meet."""
    of_month = parts["day"] if "day" in parts else parts["d"]
    return choose([span for span in _months(scene, of_month, 14) if _is(span, parts["weekday"])], scene)


def day_of_month(parts: Parts, scene: Scene) -> Span:
    """Only the day of a month, or of the month that "du mois prochain" names."""
    if "way" in parts:
        return day(plus_months(scene.today.replace(day=1), parts["way"]).replace(day=parts["day"]))
    return choose(list(_months(scene, parts["day"] if "day" in parts else parts["d"], 2)), scene)


def days_of_month(parts: Parts, scene: Scene) -> Span:
    """Two days of the current or a near month: "du 13 au 18"."""
    first = day_of_month(parts, scene)
    assert first.first is not None
    if parts["day2"] > parts["day"]:
        return hull(first, day(first.first.replace(day=parts["day2"])))
    return hull(first, day(plus_months(first.first.replace(day=1), 1).replace(day=parts["day2"])))


def _months(scene: Scene, of_month: int, reach: int) -> Iterator[Span]:
    base = scene.today.replace(day=1)
    for count in range(-reach, reach + 1):
        try:
            yield day(plus_months(base, count).replace(day=of_month))
        except ValueError:
            continue


def _is(span: Span, weekday: int) -> bool:
    return span.first is not None and span.first.weekday() == weekday


READERS: dict[str, Callable[[Parts, Scene], Span]] = {
    "day_month": day_month,
    "day_of_list": day_month,
    "day_pair": day_month,
    "day_of_range": day_month,
    "day_range": day_range,
    "numeric_day": numeric_day,
    "numeric_short": numeric_day,
    "iso_day": iso_day,
    "weekday_day": weekday_day,
    "day_of_month": day_of_month,
    "days_of_month": days_of_month,
}
