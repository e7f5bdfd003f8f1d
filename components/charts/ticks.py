"""The labels of the time axis as they rest: worded here, in the reader's language and calendar."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from components.charts.axis import RULES, Scale, Unit, civil, day_of, stamps, starts, unit_of, year_step
from components.charts.text import width
from components.charts.theme import SIZES, Theme
from components.charts.wordings import Wording

GAP = 6.0
EMPTY = "\u00a0"


def ticks(scale: Scale, words: Wording, theme: Theme, margins: tuple[float, float]) -> dict[str, Any]:
    """Plotly's ticks for a window and one more on each side: labels in the middle of a step, grid where it starts.

    No label in view reaches beyond the ``margins`` (px): plotly would measure each of them to find out.
    """
    span = scale.last - scale.first
    unit = unit_of(scale.px_per_day)
    edges = tick_starts(scale.first - span, scale.last + span, unit, scale.px_per_day)
    centred = RULES[unit][3] and (unit != "year" or year_step(scale.px_per_day) == 1)
    at = [(low + high) / 2 if centred else low for low, high in pairwise(edges)]
    return {
        "tickmode": "array",
        "tickvals": stamps(at),
        "ticktext": fitting(texts(edges[:-1], at, unit, scale, words), at, scale, margins),
        "ticklabeloverflow": "allow",
        "ticklabelmode": "instant",
        "tickangle": 0,
        "showgrid": False,
        "minor": {"tickmode": "array", "tickvals": stamps(edges), "showgrid": True, "gridcolor": theme.grid},
    }


def tick_starts(first: float, last: float, unit: Unit, px_per_day: float) -> list[float]:
    """Where the steps of the axis start; years are grouped by 2, 5, 10 ... where they are narrower than a label."""
    if unit != "year":
        return starts(first, last, unit)
    step = year_step(px_per_day)
    year = grouped(civil(first)[0], step)
    found = [day_of(year, 1)]
    while found[-1] <= last:
        year = grouped(year + step, step)
        found.append(day_of(year, 1))
    return found


def grouped(year: int, step: int) -> int:
    """The astronomical year at or before ``year`` whose number, as people count, is a multiple of ``step``.

    There is no year 0, so where the eras meet the label is that of the year 1.
    """
    if year > 0:
        return max(year // step * step, 1)
    return 1 - math.ceil((1 - year) / step) * step


def texts(edges: Sequence[float], at: Sequence[float], unit: Unit, scale: Scale, words: Wording) -> list[str]:
    """One label per step; the year (days: month and year) is written under the first in view and where it changes."""
    first = next((k for k, day in enumerate(at) if scale.first <= day <= scale.last), -1)
    pairs = [_words(day, unit, words) for day in edges]
    seconds = [k for k, day in enumerate(edges) if k == first or _turns(day, unit)]
    shown: list[int] = []
    for k in reversed(seconds):  # the change wins over the first label, where both have no room
        room = (at[shown[-1]] - at[k]) * scale.px_per_day if shown else math.inf
        if room >= width(pairs[k][1], SIZES["caption"]) + GAP:
            shown.append(k)
    under = [two if k in shown else "" for k, (_, two) in enumerate(pairs)]
    # plotly sets the last line beside the axis: a label of one line needs an empty second one.
    return [f"{one}<br>{two or EMPTY}" if any(under) else one for (one, _), two in zip(pairs, under, strict=True)]


def fitting(labels: Sequence[str], at: Sequence[float], scale: Scale, margins: tuple[float, float]) -> list[str]:
    """``labels`` (lines parted by ``<br>``), empty where they stand in view but reach out of the ``margins``."""
    low, high = -margins[0], scale.width + margins[1]

    def fits(label: str, day: float) -> bool:
        x, half = scale.x(day), max(width(line, SIZES["caption"]) for line in label.split("<br>")) / 2
        return not 0 <= x <= scale.width or (low <= x - half and x + half <= high)

    return [label if fits(label, day) else "" for label, day in zip(labels, at, strict=True)]


def _turns(day: float, unit: Unit) -> bool:
    """Whether a new year (day labels: a new month; hours: a new day) begins with this step."""
    _, month, date = civil(day)
    if unit == "week":
        return month == 1 and date <= 7
    if unit == "day":
        return date == 1
    if unit == "quarter day":
        return day == math.floor(day)
    return unit != "year" and month == 1


def _words(day: float, unit: Unit, words: Wording) -> tuple[str, str]:
    year, month, date = civil(day)
    name, number = words.months[month - 1], words.year(year)
    if unit == "year":
        return number, ""
    if unit == "week":
        return f"{date} {name}", number
    if unit == "day":
        return str(date), f"{name} {number}"
    if unit == "quarter day":
        return f"{round(day % 1 * 24):02}:00", f"{date} {name} {number}"
    return name, number
