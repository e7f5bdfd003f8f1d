"""The overview: all (filtered) events of the whole period as bars stacked by family."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.charts.axis import DAY_MS, YEAR, Scale, civil, day_of, stamp, stamps
from components.charts.coded import Coded
from components.charts.theme import SIZES, Theme
from components.charts.ticks import fitting, tick_starts
from components.charts.wordings import Wording
from components.events.joins import recall
from components.events.story import Story
from components.events.vocabulary import FAMILIES

Floats = NDArray[np.floating]

HEIGHT = 50
LABEL = 80.0
SHARE = 0.86
MONDAY = 4.0
"""5 January 1970 was a Monday."""
MONTH = YEAR / 12
DAY_STEPS = (1, 7, 14)
MONTH_STEPS = (1, 3, 6)
YEAR_LABEL_SHARE = 0.6
MOST_BINS = 200


@dataclass(frozen=True)
class Bins:
    """Counts per bin (row) and family in lane order (column); ``start`` and ``days`` say where the bins are."""

    start: Floats
    days: float
    count: NDArray[np.int64]

    @property
    def peak(self) -> int:
        """Events of the fullest bin."""
        return int(self.count.sum(axis=1).max(initial=0))

    def words(self, words: Wording) -> str:
        """What one bar counts: "per week", "per 3 weeks", "per 5 years"."""
        unit, days = ("weeks", 7.0) if self.days % 7 == 0 else ("days", 1.0) if self.days == 1 else ("years", YEAR)
        return words.here(f"timeline.per_{unit}", n=round(self.days / days))


def bins(events: pd.DataFrame, first: float, last: float) -> Bins:
    """Bins of one week from Monday up to three years, of a 200th of the period beyond; only filled ones."""
    span = last - first
    days = bin_days(span)
    origin = MONDAY if days % 7 == 0 else 0.0 if days == 1 else first
    at = event_days(events)
    dated = np.isfinite(at)
    if not dated.any():
        return Bins(np.zeros(0), days, np.zeros((0, len(FAMILIES)), dtype=np.int64))
    number = np.floor((at[dated] - origin) / days).astype(np.int64)
    low = int(number.min())
    family = Coded(events["family"]).places(FAMILIES)[dated]
    size = int(number.max()) - low + 1
    flat = np.bincount((number - low) * len(FAMILIES) + family, minlength=size * len(FAMILIES))
    count = flat.reshape(size, len(FAMILIES))
    filled = np.flatnonzero(count.sum(axis=1))
    return Bins(origin + (filled + low) * days, days, count[filled])


def bin_days(span: float) -> float:
    """Width of a bin: a day up to two months, a week up to three years, a 200th beyond, in whole weeks or years."""
    if span < 60:
        return 1.0
    if span <= 3 * YEAR + 62:
        return 7.0
    share = span / MOST_BINS
    return 7.0 * math.ceil(share / 7) if share < YEAR - 7 else YEAR * math.ceil(share / YEAR)


def event_days(events: pd.DataFrame) -> Floats:
    """The day by which an event is counted: its first, or its last where the beginning is open."""
    earliest, latest = events["earliest"].to_numpy(float), events["latest"].to_numpy(float)
    return np.where(np.isfinite(earliest), earliest, np.where(np.isfinite(latest), latest, np.nan))


def story_days(story: Story) -> Floats:
    """``event_days`` of a story's events."""
    return recall(story, "days of events", lambda: event_days(story.events))


def story_bins(story: Story, first: float, last: float) -> Bins:
    """``bins`` of a story's events."""
    return recall(story, f"overview {first} {last}", lambda: bins(story.events, first, last))


def bar_trace(found: Bins, theme: Theme, axis: str = "2") -> dict[str, Any]:
    """All bars in one trace, each family standing on the one before it in lane order."""
    below = np.cumsum(found.count, axis=1) - found.count
    row, family = np.nonzero(found.count)
    middle = found.start[row] + found.days / 2
    return {
        "type": "bar",
        "name": "overview",
        "x": stamps(middle),
        "y": found.count[row, family].tolist(),
        "base": below[row, family].tolist(),
        "width": round(found.days * SHARE * DAY_MS),
        "marker": {"color": [theme.families[FAMILIES[k]] for k in family.tolist()], "line": {"width": 0}},
        "xaxis": f"x{axis}",
        "yaxis": f"y{axis}",
        "hoverinfo": "skip",
        "showlegend": False,
    }


def counted_trace(found: Bins, theme: Theme, axis: str = "2") -> dict[str, Any]:
    """As ``bar_trace``, without the bars: ``meta`` says what they count, and the browser draws them.

    ``first`` is the day 0.5 bins before the middle of bin 0, ``start`` the number of each bin, ``count`` its events by
    family, ``colours`` those of the families.
    """
    first = float(found.start[0]) if len(found.start) else 0.0
    about = {
        "first": first,
        "days": found.days,
        "start": np.round((found.start - first) / found.days).astype(int).tolist(),
        "families": found.count.tolist(),
        "colours": [theme.families[family] for family in FAMILIES],
    }
    empty = Bins(np.zeros(0), found.days, np.zeros((0, len(FAMILIES)), dtype=np.int64))
    return bar_trace(empty, theme, axis) | {"meta": about}


def axis(scale: Scale, words: Wording, theme: Theme, margins: tuple[float, float]) -> dict[str, Any]:
    """The time axis under the overview: days, months or years at their first day; no text beyond the ``margins``."""
    at = [day for day in tick_days(scale) if scale.first <= day <= scale.last]
    texts = fitting([tick_text(day, scale, words) for day in at], at, scale, margins)
    return {
        "type": "date",
        "range": [stamp(scale.first), stamp(scale.last)],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": theme.faint,
        "linewidth": 1,
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": theme.faint,
        "tickfont": {"size": SIZES["caption"], "color": theme.muted},
        "tickmode": "array",
        "tickvals": stamps(at),
        "ticktext": texts,
        "ticklabeloverflow": "allow",
        "tickangle": 0,
        "side": "bottom",
        "anchor": "y2",
    }


def tick_days(scale: Scale) -> list[float]:
    """Where the overview's axis has labels."""
    if step := next((days for days in DAY_STEPS if days * scale.px_per_day >= LABEL), 0):
        low = math.floor((scale.first - MONDAY) / step) * step + MONDAY
        return [low + k * step for k in range(math.ceil((scale.last - low) / step) + 1)]
    if months := next((step for step in MONTH_STEPS if step * MONTH * scale.px_per_day >= LABEL), 0):
        year, month, _ = civil(scale.first)
        count = (year * 12 + month - 1) // months * months
        return [
            day_of(0, 1 + k) for k in range(count, count + int((scale.last - scale.first) / MONTH) + 2 * months, months)
        ]
    return tick_starts(scale.first, scale.last, "year", scale.px_per_day * YEAR_LABEL_SHARE)


def tick_text(day: float, scale: Scale, words: Wording) -> str:
    """What stands at a label of the overview's axis."""
    year, month, date = civil(day)
    name = words.months[month - 1]
    if DAY_STEPS[-1] * scale.px_per_day >= LABEL:
        return f"{date} {name}"
    return words.year(year) if MONTH_STEPS[-1] * MONTH * scale.px_per_day < LABEL else f"{name} {words.year(year)}"
