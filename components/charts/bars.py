"""Horizontal bars for dates longer than a day, and the dotted whiskers of approximate days: all in one trace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from components.charts.axis import DAY_MS, stamps
from components.charts.theme import Theme

HEIGHT = 8
PALE = 0.18
WHISKER = 1.6
DASH_PX, DASHES = 3.0, 12
FADE_PX = 24
FADE_STEPS = 6
PATTERNS: Mapping[str, str] = {"disputed": "/", "denied": "x", "planned": "."}
OUTLINES: Mapping[str, float] = {"confirmed": 0, "retracted": 1.2}
OUTLINE = 1.4


@dataclass(frozen=True, slots=True)
class Bar:
    """A horizontal bar from ``start`` to ``end`` (days). ``opacity`` < 1 is a pale or fading one, always solid."""

    event_id: str
    start: float
    end: float
    y: float
    family: str
    status: str
    opacity: float = 1.0
    height: float = HEIGHT


def fading(bar: Bar, px_per_day: float, left: bool, right: bool) -> list[Bar]:
    """A bar whose open ends fade over their last 24 px in 6 steps of opacity."""
    step = FADE_PX / FADE_STEPS / px_per_day
    steps = min(FADE_STEPS, int((bar.end - bar.start) / step / (2 if left and right else 1)))
    start, end = bar.start + left * steps * step, bar.end - right * steps * step
    parts = [replace(bar, start=start, end=end)] if end > start else []
    for k in range(steps):
        strength = bar.opacity * (k + 0.5) / steps
        if left:
            low = bar.start + k * step
            parts.append(replace(bar, start=low, end=low + step, opacity=strength))
        if right:
            high = bar.end - k * step
            parts.append(replace(bar, start=high - step, end=high, opacity=strength))
    return parts


def whiskers(centre: Bar, reach: float, px_per_day: float, barrier: float | None = None) -> list[Bar]:
    """The dotted whisker of an approximate day at ``centre.start``, ``reach`` days to both sides, up to ``barrier``."""
    dash = max(DASH_PX / px_per_day, reach / (2 * DASHES))
    count = int(reach / (2 * dash))
    dashes = []
    for k in range(count):
        away = reach - 2 * k * dash
        dashes += [(centre.start - away, centre.start - away + dash), (centre.start + away - dash, centre.start + away)]
    whole = replace(centre, status="confirmed", height=WHISKER)
    return [replace(whole, start=low, end=high) for low, high in dashes if barrier is None or high <= barrier]


def bar_trace(bars: Sequence[Bar], theme: Theme) -> dict[str, Any] | None:
    """All bars in one trace: solid, hollow or hatched by status, pale or fading."""
    if not bars:
        return None
    colours = [_colour(bar, theme) for bar in bars]
    solid = [bar.status == "confirmed" or bar.opacity < 1 for bar in bars]
    shapes = ["" if full else PATTERNS.get(bar.status, "") for bar, full in zip(bars, solid, strict=True)]
    marker: dict[str, Any] = {
        "color": [colour if full else theme.bg for colour, full in zip(colours, solid, strict=True)],
        "opacity": [round(bar.opacity, 3) for bar in bars],
        "line": {
            "color": colours,
            "width": [0 if full else OUTLINES.get(bar.status, OUTLINE) for bar, full in zip(bars, solid, strict=True)],
        },
    }
    if any(shapes):
        pattern = {"shape": shapes, "fgcolor": colours, "bgcolor": theme.bg, "fillmode": "replace"}
        marker["pattern"] = {**pattern, "size": 5, "solidity": 0.3}
    return {
        "type": "bar",
        "orientation": "h",
        "name": "bars",
        "base": stamps([bar.start for bar in bars]),
        "x": [round((bar.end - bar.start) * DAY_MS) for bar in bars],
        "y": [bar.y for bar in bars],
        "width": [bar.height for bar in bars],
        "marker": marker,
        "customdata": [bar.event_id for bar in bars],
        "hoverinfo": "none",
        "showlegend": False,
    }


def _colour(bar: Bar, theme: Theme) -> str:
    return theme.faint if bar.status == "retracted" else theme.families.get(bar.family, theme.families["other"])
