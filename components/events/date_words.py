"""Dates and numbers the way people write them, in English and French. Month names come from Babel (CLDR)."""

import math
import re
from functools import lru_cache
from typing import Literal

from components.events.dates import bounds, civil, iso
from components.events.words import Words, terms

Style = Literal["long", "short", "weekday", "day_month", "month"]
Parts = tuple[int, int | None, int | None]  # astronomical year, month or season, day

_ISO = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)", re.ASCII)
_OLD = 1000  # below it a bare year would not be read as one


def day_words(day: float, language: str, style: Style = "long") -> str:
    """A day in words; "" for no date and for an open end. Styles: long "10 November 2024", short "10 Nov 2024", weekday
    "Sun 10 Nov 2024", day_month "10 Nov", month "November 2024".
    """
    if not math.isfinite(day):
        return ""
    year, month, of_month = civil(day)
    if style == "month":
        return _unit((year, month, None), language, "long")
    if style == "weekday":
        return f"{_weekday(day, language)} {_unit((year, month, of_month), language, 'short')}"
    return _unit((year, month, of_month), language, style)


@lru_cache(maxsize=1 << 15)
def when_words(when: str, language: str, style: Style = "long") -> str:
    """An EDTF date in words: "about 18 Nov 2025", "7 Nov 2024?", "9–11 May 2026", "before 20 January 2025", "431 BCE".

    "" for no date. Raises ``DateError`` for a text that is no date.
    """
    if when.count("/") != 1:
        return _single(when, language, style)
    start, end = (part.removeprefix("..") for part in when.split("/"))
    inner: Style = "short" if style == "weekday" else style
    if start and end:
        return _span(start, end, language, inner)
    key, part = ("dates.since", start) if start else ("dates.before", end)
    return terms(language)(key, date=_single(part, language, inner, article=True)) if part else ""


@lru_cache(maxsize=1 << 14)
def number_words(n: float, language: str) -> str:
    """A number with the separators of the language: 1,240 and 1 240."""
    from babel.numbers import format_decimal

    return str(format_decimal(n, locale=language))


def year_words(year: int, language: str) -> str:
    """An astronomical year as people write it: 2024, "431 BCE" for −430, "800 CE"."""
    words = terms(language)
    if year > 0:
        return str(year) if year >= _OLD else words("dates.ce", year=str(year))
    return words("dates.bce", year=str(1 - year))


@lru_cache(maxsize=8)
def _names(language: str) -> tuple[dict[int, str], dict[int, str], dict[int, str]]:
    from babel import Locale

    locale = Locale.parse(language)
    months, days = locale.months["format"], locale.days["format"]
    return dict(months["wide"]), dict(months["abbreviated"]), dict(days["abbreviated"])


def _weekday(day: float, language: str) -> str:
    return _names(language)[2][(math.floor(day) + 3) % 7]  # 1970-01-01 was a Thursday; Babel counts from Monday


def _unit(parts: Parts, language: str, style: Style) -> str:
    """A year, a month with its year, or a day."""
    year, month, day = parts
    wide, short, _ = _names(language)
    if month is None:
        return year_words(year, language)
    if month > 12:
        return terms(language)(f"dates.seasons.{month}", year=year_words(year, language))
    name = (wide if style == "long" or day is None else short)[month]
    if day is None:
        return f"{name} {year_words(year, language)}"
    text = f"{_day_number(day, language)} {name}"
    return text if style == "day_month" else f"{text} {year_words(year, language)}"


def _day_number(day: int, language: str) -> str:
    return terms(language)("dates.first_of_month", n=str(day)) if day == 1 else str(day)


def _parts(text: str) -> tuple[Parts, str] | None:
    """Year, month or season and day, and the qualifier of a simple date; ``None`` for what is not simple."""
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups()[:3])
    assert year is not None
    return None if month is not None and month > 24 else ((year, month, day), match[4])


def _single(text: str, language: str, style: Style, article: bool = False) -> str:
    found = bounds(text)
    if found.precision == "none":
        return ""
    simple, words = _parts(text), terms(language)
    if simple is None:
        return _complex(text, language, style)
    parts, mark = simple
    wants_article = article or mark in {"~", "%"}
    core = (
        day_words(found.earliest, language, style) if parts[2] and style == "weekday" else _unit(parts, language, style)
    )
    if wants_article:
        core = _with_article(parts, core, words, language)
    return _marked(core, mark in {"~", "%"}, mark in {"?", "%"}, words)


def _with_article(parts: Parts, core: str, words: Words, language: str) -> str:
    year, month, day = parts
    if day is not None:
        return words("dates.the_day", date=core)
    if month is not None and month > 12:
        return words(f"dates.the_seasons.{month}", year=year_words(year, language))
    return core


def _marked(core: str, approximate: bool, uncertain: bool, words: Words) -> str:
    text = words("dates.about", date=core) if approximate else core
    return words("dates.doubt", date=text) if uncertain else text


def _complex(text: str, language: str, style: Style) -> str:
    """A date that only the library reads, through its bounds: "2020s", or from its first to its last day."""
    found, words = bounds(text), terms(language)
    year, month, day = civil(found.earliest)
    by_precision: dict[str, Parts] = {
        "day": (year, month, day),
        "month": (year, month, None),
        "year": (year, None, None),
    }
    if found.precision in by_precision:
        core = _unit(by_precision[found.precision], language, style)
    elif found.precision == "decade" and year >= _OLD:
        core = words("dates.decade", year=str(year))
    else:
        core = _span(iso(found.earliest), iso(found.latest), language, style)
    return _marked(core, found.approximate, found.uncertain, words)


def _span(start: str, end: str, language: str, style: Style) -> str:
    """From one date to the other, without saying twice what they share."""
    first, last, words = _parts(start), _parts(end), terms(language)
    if first is None or last is None or first[1] or last[1] or first[0][1:] == (None, None) != last[0][1:]:
        sides = (_single(part, language, style) for part in (start, end))
        return words("dates.wide_span", **dict(zip(("first", "last"), sides, strict=True)))
    (year, month, day), (end_year, end_month, end_day) = first[0], last[0]
    right = _unit(last[0], language, style)
    if day and end_day and (year, month) == (end_year, end_month):
        return words("dates.span", first=_day_number(day, language), last=right)
    if month is None and end_month is None and (year > 0) == (end_year > 0) and min(year, end_year) >= _OLD:
        return words("dates.span", first=str(year), last=right)
    if month is None and end_month is None and year <= 0 and end_year <= 0:
        return words("dates.span", first=str(1 - year), last=right)
    if year == end_year and month and end_month and month <= 12 and (day is None) == (end_day is None):
        return words("dates.wide_span", first=_without_year(first[0], language, style), last=right)
    return words("dates.wide_span", first=_unit(first[0], language, style), last=right)


def _without_year(parts: Parts, language: str, style: Style) -> str:
    _, month, day = parts
    assert month is not None
    wide, short, _ = _names(language)
    if day is None:
        return wide[month]
    return f"{_day_number(day, language)} {(wide if style == 'long' else short)[month]}"
