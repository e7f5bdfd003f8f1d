"""The time axis: from days to pixels and to plotly's date strings, how far it reaches, and what its ticks say."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Unit = Literal["year", "quarter", "two months", "month", "week", "day", "quarter day"]

DAY_MS = 86_400_000
MINUTES = 1440
YEAR = 365.2425
OPEN_END = 0.07
LABEL = 44
"""Width of a year's label with its air, in px."""
_YEARS = tuple(years * ten for ten in (1, 10, 100, 1000) for years in (1, 2, 5))
FIRST_PLAIN_YEAR = -354285.0
"""1 January of the year 1000, before which plotly cannot be trusted to write the year as people do."""

# Up to how many px per day each unit is used: years to .45 and Mondays to 28 as in the pictures of the design (its
# text says .15 and 14, where quarters and days would stand too close).
UNITS: Sequence[tuple[float, Unit]] = (
    (0.45, "year"),
    (0.6, "quarter"),
    (1.1, "two months"),
    (4.0, "month"),
    (28.0, "week"),
    (60.0, "day"),
    (math.inf, "quarter day"),
)
# Where plotly's own tick rule stands for a unit: step, first tick, label, and whether it names the whole step.
RULES: Mapping[Unit, tuple[str | int, str, str, bool]] = {
    "year": ("M12", "2000-01-01", "%Y", True),
    "quarter": ("M3", "2000-01-01", "%b\n%Y", False),
    "two months": ("M2", "2000-01-01", "%b\n%Y", True),
    "month": ("M1", "2000-01-01", "%b\n%Y", True),
    "week": (7 * DAY_MS, "2000-01-03", "%-d %b\n%Y", False),
    "day": (DAY_MS, "2000-01-01", "%-d\n%b %Y", True),
    "quarter day": (DAY_MS // 4, "2000-01-01", "%H:%M\n%-d %b %Y", False),
}


@dataclass(frozen=True)
class Scale:
    """A window of days laid over ``width`` px."""

    first: float
    last: float
    width: float

    @property
    def px_per_day(self) -> float:
        """Pixels of one day."""
        return self.width / (self.last - self.first)

    def x(self, day: float) -> float:
        """Pixels from the left edge of the window."""
        return (day - self.first) * self.px_per_day


def stamps(days: "Floats | Sequence[float]") -> list[str]:
    """Days as plotly's date strings to the minute; years before the common era with sign and four digits."""
    minutes = np.round(np.asarray(days, dtype=float) * MINUTES).astype(np.int64)
    return [_signed(text) for text in minutes.astype("datetime64[m]").astype(str).tolist()]


def stamp(day: float) -> str:
    """One day as plotly's date string."""
    return stamps([day])[0]


def _signed(text: str) -> str:
    text = text.replace("T", " ").removesuffix(" 00:00")
    if text.startswith("-"):
        year, rest = text[1:].split("-", 1)
        return f"-{year.zfill(4)}-{rest}"
    return text


def rounded(px_per_day: float) -> float:
    """The next smaller power of √2: what is packed at that scale still has room at this one."""
    return float(2 ** (math.floor(2 * math.log2(px_per_day) + 1e-9) / 2))


def unit_of(px_per_day: float) -> Unit:
    """The unit of the axis' labels at a scale."""
    return next(unit for most, unit in UNITS if px_per_day < most)


def extent(events: pd.DataFrame, also: Sequence[float] = ()) -> tuple[float, float]:
    """First and last day of the axis: all dated events and the days ``also``, with a little air.

    Ends at whole months (whole years beyond 12 years) where that leaves at least 0.6 % of air, else 1 % is added.
    """
    earliest, latest = events["earliest"].to_numpy(float), events["latest"].to_numpy(float)
    known = np.concatenate([earliest, latest, np.asarray(also, dtype=float)])
    known = known[np.isfinite(known)]
    if not len(known):
        return day_of(2000, 1), day_of(2001, 1)
    first, last = float(known.min()), float(known.max()) + 1
    stub = OPEN_END * (last - first)  # a bar with an open end is drawn some way beyond its known end
    first = min([first, *(latest[np.isneginf(earliest) & np.isfinite(latest)] - stub).tolist()])
    last = max([last, *(earliest[np.isposinf(latest) & np.isfinite(earliest)] + stub).tolist()])
    if last - first < 14:
        middle = (first + last) / 2
        first, last = min(first - 1, middle - 7), max(last + 1, middle + 7)
    return _outside(first, last - first, -1), _outside(last, last - first, 1)


def _outside(end: float, span: float, way: int) -> float:
    months = 12 if span > 12 * YEAR else 1
    whole = _whole(end, months, way)
    if span > 45 and 0.006 * span <= abs(whole - end) <= 0.06 * span:
        return whole
    return end + way * max(0.01 * span, 0.5)


def _whole(day: float, months: int, way: int) -> float:
    """The start of the month or year at or before ``day`` (``way`` −1), or at or after it (+1)."""
    year, month, _ = civil(day)
    start = day_of(year, month if months == 1 else 1)
    if way < 0 or start == day:
        return start
    return day_of(year, month + 1) if months == 1 else day_of(year + 1, 1)


def civil(day: float) -> tuple[int, int, int]:
    """Astronomical year, month and day of the month (proleptic Gregorian; year 0 is 1 BCE)."""
    whole = np.datetime64(math.floor(day), "D")
    month = whole.astype("datetime64[M]")
    count = int(month.astype(np.int64))
    return 1970 + count // 12, count % 12 + 1, int((whole - month.astype("datetime64[D]")).astype(np.int64)) + 1


def day_of(year: int, month: int) -> float:
    """First day of a month; ``month`` may run over 12."""
    count = (year - 1970) * 12 + month - 1
    return float(np.datetime64(count, "M").astype("datetime64[D]").astype(np.int64))


def starts(first: float, last: float, unit: Unit) -> list[float]:
    """The days on which a unit starts, from the one at or before ``first`` to the one after ``last``."""
    if unit in ("week", "day", "quarter day"):
        step = {"week": 7.0, "day": 1.0, "quarter day": 0.25}[unit]
        origin = 4.0 if unit == "week" else 0.0  # 5 January 1970 was a Monday
        low = origin + math.floor((first - origin) / step) * step
        return [low + k * step for k in range(math.ceil((last - low) / step) + 1)]
    months = {"year": 12, "quarter": 3, "two months": 2, "month": 1}[unit]
    return _month_starts(first, last, months)


def _month_starts(first: float, last: float, months: int) -> list[float]:
    year, month, _ = civil(first)
    count = (year * 12 + month - 1) // months * months
    found: list[float] = []
    while not found or found[-1] <= last:
        found.append(day_of(count // 12, count % 12 + 1))
        count += months
    return found


def year_step(px_per_day: float) -> int:
    """Years between two labels where a year is narrower than a label: 1, 2, 5, 10, 20, ..."""
    return next((step for step in _YEARS if step * YEAR * px_per_day >= LABEL), _YEARS[-1])


def client_rules() -> list[dict[str, Any]]:
    """Plotly's own tick rules with the scale up to which each holds, while one zooms; the last has no limit."""
    coarse = [(LABEL / (step * YEAR), _rule("year", step)) for step in reversed(_YEARS[1:])]
    finer = [(limit, _rule(unit, 1)) for limit, unit in UNITS]
    return [{"max_px_per_day": limit if math.isfinite(limit) else None, **one} for limit, one in coarse + finer]


def _rule(unit: Unit, years: int) -> dict[str, Any]:
    dtick, tick0, tickformat, period = RULES[unit]
    return {
        "tickmode": "linear",
        "dtick": f"M{12 * years}" if unit == "year" else dtick,
        "tick0": tick0,
        "tickformat": tickformat,
        "ticklabelmode": "period" if period and years == 1 else "instant",
        "showgrid": True,
        "minor.showgrid": False,
    }
