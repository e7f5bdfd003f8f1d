"""EDTF dates (Library of Congress, ISO 8601-2) as day bounds.

Days are float64 numbers of days since 1970-01-01, proleptic Gregorian; see ``story.py``. Plain ISO dates take a
vectorised path; dates with ``?``, ``~``, ``%``, seasons and intervals of these are read here one by one; all else goes
through the ``edtf`` library, which needs milliseconds for each, hence the cache.
"""

import calendar
import datetime
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.events.coding import codes_of
from components.events.errors import DateError

PRECISIONS = ("day", "month", "season", "year", "decade", "interval", "open-start", "open-end", "none")
COLUMNS = ("earliest", "latest", "precision", "approximate", "uncertain")
EPOCH = datetime.date(1970, 1, 1).toordinal()
HELP = "write an EDTF date such as 2024-11-07, 2024-11, 2024, -0430, 2024-11-07~, 2024-11-07? or 2024-11-10/2025-01-20"

_ISO = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)", re.ASCII)
_LOCAL = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{4}", re.ASCII)
_SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}
_HUGE = re.compile(r"E\d{3}", re.ASCII)
_LONGEST = 100


@dataclass(frozen=True)
class Bounds:
    """First and last day that a date may mean (both included), how precise it is, and its qualifiers."""

    earliest: float
    latest: float
    precision: str
    approximate: bool = False
    uncertain: bool = False


NO_DATE = Bounds(math.nan, math.nan, "none")


def to_day(date: datetime.date) -> float:
    """Day number of a date."""
    return float(date.toordinal() - EPOCH)


def to_date(day: float) -> datetime.date | None:
    """The date of a day number, or ``None`` where Python has none (no date, open end, BCE, after 9999)."""
    if not math.isfinite(day):
        return None
    ordinal = math.floor(day) + EPOCH
    return datetime.date.fromordinal(ordinal) if 1 <= ordinal <= datetime.date.max.toordinal() else None


def civil(day: float) -> tuple[int, int, int]:
    """Astronomical year, month and day of the month of a finite day number (year 0 is 1 BCE)."""
    # Years are counted from 1 March in eras of 400 years, so that leap days come last (H. Hinnant's algorithm).
    era, of_era = divmod(math.floor(day) + 719468, 146097)
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    march = (5 * of_year + 2) // 153
    month = march + 3 if march < 10 else march - 9
    return era * 400 + year + (month <= 2), month, of_year - (153 * march + 2) // 5 + 1


def day_number(year: int, month: int, day: int) -> float:
    """Day number of an existing day of an astronomical year."""
    shifted = year - (month <= 2)
    era, of_era = divmod(shifted, 400)
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return float(era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468)


def month_length(year: int, month: int) -> int:
    """Number of days of a month of an astronomical year."""
    return calendar.monthrange(2000 + year % 400, month)[1]  # the calendar repeats every 400 years


def iso(day: float) -> str:
    """ISO 8601 text of a day, the year with sign and four digits when BCE; "" for no date and for an open end."""
    if not math.isfinite(day):
        return ""
    year, month, of_month = civil(day)
    return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{of_month:02}"


def parse(when: "pd.Series[str]") -> pd.DataFrame:
    """Bounds of EDTF texts, aligned to ``when``: earliest and latest (float64 days), precision (category), approximate
    and uncertain (bool). An empty text is no date. Raises ``DateError`` for the first text that is none.
    """
    frame, errors = read(when)
    for error in errors.values():
        raise error
    return frame


def read(when: "pd.Series[str]") -> tuple[pd.DataFrame, dict[str, DateError]]:
    """Like ``parse``, but collects: the bounds (no date where the text is bad), and the error of each bad text."""
    codes, texts = codes_of(when)
    known = np.asarray(texts, dtype=object)
    if (codes < 0).any():
        codes, known = np.where(codes < 0, len(known), codes), np.append(known, "")
    table, errors = _distinct(known)
    data: dict[str, Any] = {name: values[codes] for name, values in table.items()}
    data["precision"] = pd.Categorical.from_codes(data["precision"], categories=pd.Index(PRECISIONS))
    return pd.DataFrame(data, index=when.index, columns=list(COLUMNS)), errors


def _distinct(texts: NDArray[Any]) -> tuple[dict[str, NDArray[Any]], dict[str, DateError]]:
    size, errors = len(texts), dict[str, DateError]()
    table: dict[str, NDArray[Any]] = {
        "earliest": np.full(size, np.nan),
        "latest": np.full(size, np.nan),
        "precision": np.full(size, PRECISIONS.index("none"), dtype=np.int8),
        "approximate": np.zeros(size, dtype=bool),
        "uncertain": np.zeros(size, dtype=bool),
    }
    for at in np.flatnonzero(~_plain(texts, table)).tolist():
        try:
            found = bounds(texts[at])
        except DateError as error:
            errors[texts[at]] = error
            continue
        table["earliest"][at], table["latest"][at] = found.earliest, found.latest
        table["precision"][at] = PRECISIONS.index(found.precision)
        table["approximate"][at], table["uncertain"][at] = found.approximate, found.uncertain
    return table, errors


def _plain(texts: NDArray[Any], table: dict[str, NDArray[Any]]) -> NDArray[np.bool_]:
    """Fill in ``±YYYY``, ``±YYYY-MM`` and ``±YYYY-MM-DD``; which texts were such."""
    done = np.zeros(len(texts), dtype=bool)
    lengths = np.fromiter(map(len, texts), dtype=np.intp, count=len(texts))
    fits = np.flatnonzero((lengths >= 4) & (lengths <= 11))
    if not fits.size:
        return done
    chars = texts[fits].astype("U11").view(np.uint32).reshape(-1, 11)
    signed = chars[:, 0] == ord("-")
    chars = np.where(signed[:, None], np.roll(chars, -1, axis=1), chars)[:, :10]
    length = lengths[fits] - signed
    digits = chars.astype(np.int64) - ord("0")
    is_digit = (digits >= 0) & (digits <= 9)
    shape = is_digit[:, :4].all(axis=1) & np.isin(length, (4, 7, 10))
    for at, least in ((4, 7), (7, 10)):
        here = (chars[:, at] == ord("-")) & is_digit[:, at + 1] & is_digit[:, at + 2]
        shape &= here | (length < least)
    year = digits[:, :4] @ np.array([1000, 100, 10, 1]) * np.where(signed, -1, 1)
    month = np.where(length >= 7, digits[:, 5] * 10 + digits[:, 6], 1)
    of_month = np.where(length == 10, digits[:, 8] * 10 + digits[:, 9], 1)
    shape &= (month >= 1) & (month <= 12) & (of_month >= 1) & ~(signed & (year == 0))
    count = np.where(shape, (year - 1970) * 12 + month - 1, 0)
    start = _first_of_month(count)
    day = start + of_month - 1
    end = _first_of_month(count + np.where(length == 4, 12, 1)) - 1
    shape &= day <= end
    rows = fits[shape]
    done[rows] = True
    table["earliest"][rows] = day[shape]
    table["latest"][rows] = np.where(length == 10, day, end)[shape]
    table["precision"][rows] = np.select([length == 10, length == 7], [0, 1], PRECISIONS.index("year"))[shape]
    return done


def _first_of_month(count: NDArray[np.int64]) -> NDArray[np.int64]:
    return count.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


@lru_cache(maxsize=1 << 16)
def bounds(text: str) -> Bounds:
    """Bounds of one EDTF text; "" is no date. Raises ``DateError``."""
    if not text:
        return NO_DATE
    if len(text) > _LONGEST:
        raise DateError(text, f"it is longer than {_LONGEST} characters, so it is no date", HELP)
    if text.count("/") == 1 and not _LOCAL.fullmatch(text):
        return _interval(text)
    return _single(text)


def _interval(text: str) -> Bounds:
    start, end = ("" if part == ".." else part for part in text.split("/"))
    if not start and not end:
        raise DateError(text, "an interval needs a start or an end", "leave the cell empty if there is no date")
    if not start:
        last = _single(end)
        return Bounds(-math.inf, last.latest, "open-start", last.approximate, last.uncertain)
    first = _single(start)
    if not end:
        return Bounds(first.earliest, math.inf, "open-end", first.approximate, first.uncertain)
    last = _single(end)
    if last.latest < first.earliest:
        raise DateError(text, "the end lies before the start", f"write {end}/{start}, or correct one of the two")
    qualifiers = (first.approximate or last.approximate, first.uncertain or last.uncertain)
    return Bounds(first.earliest, last.latest, "interval", *qualifiers)


def _single(text: str) -> Bounds:
    match = _ISO.fullmatch(text)
    if match is None:
        return _by_library(text)
    year, month, day = (int(part) if part else None for part in match.groups()[:3])
    assert year is not None
    if year == 0 and text.startswith("-"):
        raise DateError(text, "there is no year minus zero", "write 0000 for the year 1 BCE, -0001 for 2 BCE")
    found = _of_parts(text, year, month, day)
    mark = match[4]
    return (
        Bounds(found.earliest, found.latest, found.precision, mark in {"~", "%"}, mark in {"?", "%"}) if mark else found
    )


def _of_parts(text: str, year: int, month: int | None, day: int | None) -> Bounds:
    if month is None:
        return Bounds(day_number(year, 1, 1), day_number(year, 12, 31), "year")
    if month in _SEASON_START and day is None:
        return _season(year, month)
    if not 1 <= month <= 12:
        if 21 < month <= 41 and day is None:
            return _by_library(text)
        raise DateError(text, f"there is no month {month}", "months go from 01 to 12, seasons from 21 (spring) to 24")
    length = month_length(year, month)
    if day is None:
        return Bounds(day_number(year, month, 1), day_number(year, month, length), "month")
    if not 1 <= day <= length:
        raise DateError(text, f"there is no such day: the month has {length} days", "correct the day")
    number = day_number(year, month, day)
    return Bounds(number, number, "day")


def _season(year: int, code: int) -> Bounds:
    # The library ends winter on 31 December; here a season is three months, and winter runs into the next year.
    month = _SEASON_START[code]
    end_year, end = (year + 1, 2) if code == 24 else (year, month + 2)
    return Bounds(day_number(year, month, 1), day_number(end_year, end, month_length(end_year, end)), "season")


def _by_library(text: str) -> Bounds:
    if _LOCAL.fullmatch(text):
        raise DateError(text, "it is not clear which number is the month", HELP)
    if text != text.strip():
        raise DateError(text, "it is not an EDTF date because of the space around it", HELP)
    if _HUGE.search(text):  # the library would work the number out, digit by digit
        raise DateError(text, "the year lies beyond 9999", "years of at most four digits can be drawn")
    from edtf import parse_edtf  # a slow import that most stories never need

    try:
        found: Any = parse_edtf(text)
        earliest, latest = _library_day(found.lower_strict()), _library_day(found.upper_strict())
    except Exception as error:  # the library raises many kinds, ValueError and its own among them
        raise DateError(text, "it is not an EDTF date", HELP) from error
    if not (math.isfinite(earliest) and math.isfinite(latest) and earliest <= latest):
        raise DateError(text, "its first and last day cannot be told", HELP)
    if abs(civil(earliest)[0]) > 9999 or abs(civil(latest)[0]) > 9999:
        raise DateError(text, "the year lies beyond 9999", "years of at most four digits can be drawn")
    season = "Season" in type(found).__name__
    precision = "season" if season else _span_precision(earliest, latest)
    both = bool(found.is_uncertain_and_approximate)
    return Bounds(earliest, latest, precision, both or bool(found.is_approximate), both or bool(found.is_uncertain))


def _library_day(value: Any) -> float:
    if isinstance(value, float):
        return value
    year, month, day = value[:3]
    if not 1 <= day <= month_length(year, month):
        raise ValueError("no such day")
    return day_number(year, month, day)


def _span_precision(earliest: float, latest: float) -> str:
    """The unit that a span of days fills exactly, else "interval"."""
    year, month, day = civil(earliest)
    if earliest == latest:
        return "day"
    if day != 1:
        return "interval"
    if latest == day_number(year, month, month_length(year, month)):
        return "month"
    if month == 1 and latest == day_number(year, 12, 31):
        return "year"
    if month == 1 and year % 10 == 0 and latest == day_number(year + 9, 12, 31):
        return "decade"
    return "interval"
