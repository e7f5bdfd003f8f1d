"""Calendar arithmetic on spans of days. Raises ``ValueError`` or ``OverflowError`` beyond the years 1 to 9999."""

import calendar
import datetime

from components.articles.dates.mention import Span, Unit

DAY = datetime.timedelta(days=1)
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.SEASON: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120}
_MONTHS[Unit.CENTURY] = 1200
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.WEEKEND: 7, Unit.FORTNIGHT: 14}


def day(date: datetime.date) -> Span:
    """A single day."""
    return Span(date, date, Unit.DAY)


def plus_months(date: datetime.date, months: int) -> datetime.date:
    """The same day some months on, or the last of that month if it has fewer days."""
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))


def plus(date: datetime.date, count: int, unit: Unit) -> datetime.date:
    """A date some units on (back, if the count is negative)."""
    if unit in _MONTHS:
        return plus_months(date, count * _MONTHS[unit])
    return date + datetime.timedelta(days=count * _DAYS[unit])


def months(year: int, month: int, count: int, unit: Unit) -> Span:
    """Whole months from the given one."""
    first = datetime.date(year, month, 1)
    last = plus_months(first, count - 1)
    return Span(first, last.replace(day=calendar.monthrange(last.year, last.month)[1]), unit)


def around(date: datetime.date, unit: Unit) -> Span:
    """The calendar unit that a date lies in; weeks begin on Monday."""
    if unit == Unit.DAY:
        return day(date)
    monday = date - date.weekday() * DAY
    if unit == Unit.WEEKEND:
        return Span(monday + 5 * DAY, monday + 6 * DAY, unit)
    if unit in _DAYS:
        return Span(monday, monday + (_DAYS[unit] - 1) * DAY, unit)
    if unit == Unit.SEASON:
        start = plus_months(date.replace(day=1), -(date.month % 3))
        return months(start.year, start.month, 3, unit)
    if unit == Unit.DECADE or unit == Unit.CENTURY:
        size = _MONTHS[unit] // 12
        return months(max(date.year // size * size, 1), 1, size * 12, unit)
    size = _MONTHS[unit]
    return months(date.year, (date.month - 1) // size * size + 1, size, unit)


def shifted(date: datetime.date, count: int, unit: Unit) -> Span:
    """The calendar unit some units after the one that a date lies in."""
    first = around(date, unit).first
    assert first is not None
    return around(plus(first, count, unit), unit)


def nth_weekday(first: datetime.date, weekday: int, n: int) -> datetime.date:
    """The n-th weekday (0 is Monday) on or after a day; for a negative n the n-th last on or before it."""
    if n > 0:
        return first + ((weekday - first.weekday()) % 7 + 7 * (n - 1)) * DAY
    return first - ((first.weekday() - weekday) % 7 + 7 * (-n - 1)) * DAY


def easter(year: int) -> datetime.date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm)."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    offset = epact - weekday
    month = 3 + (offset + 40) // 44
    return datetime.date(year, month, offset + 28 - 31 * (month // 4))


def hull(first: Span, last: Span) -> Span:
    """From the first day of one span to the last day of another."""
    if first.first is None or last.last is None or first.first > last.last:
        raise ValueError("the end lies before the start")
    return Span(first.first, last.last, Unit.SPAN, first.approximate or last.approximate)
