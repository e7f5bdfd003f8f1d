"""A span of days written as EDTF."""

import datetime

from components.articles.dates.mention import Span, Unit

_SEASON = {3: 21, 6: 22, 9: 23, 12: 24}


def write(span: Span) -> str:
    """EDTF text of a span: 2024-11-07, 2024-11, 2024-23, 2024, 197X, first/last, ../last; ~ if it is approximate."""
    first, last = span.first, span.last
    if first is None or last is None:
        return f"{_iso(first)}/{_iso(last)}"
    mark = "~" if span.approximate else ""
    if span.unit == Unit.DAY or first == last:
        return _iso(first) + mark
    if span.unit == Unit.MONTH:
        return f"{first.year:04}-{first.month:02}{mark}"
    if span.unit == Unit.SEASON and first.month in _SEASON:
        return f"{first.year:04}-{_SEASON[first.month]}{mark}"
    if span.unit == Unit.YEAR:
        return f"{first.year:04}{mark}"
    if span.unit == Unit.DECADE and first.year % 10 == 0:
        return f"{first.year // 10:03}X{mark}"
    if span.unit == Unit.CENTURY and first.year % 100 == 0:
        return f"{first.year // 100:02}XX{mark}"
    return f"{_iso(first)}{mark}/{_iso(last)}{mark}"


def _iso(date: datetime.date | None) -> str:
    return date.isoformat() if date else ".."
