"""Marks: one glyph per event, its shape by family and type, its filling by status."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.charts.axis import stamps
from components.charts.theme import SYMBOL_OF_TYPE, SYMBOLS, Theme
from components.events.vocabulary import STATUSES

SLASH = 16
DOT = 2.5
OUTLINES: Mapping[str, float] = {
    "confirmed": 1,
    "reported": 1.7,
    "disputed": 1.7,
    "denied": 1.7,
    "planned": 0.9,
    "retracted": 1.2,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One glyph on the chart: where (day, px from the top of the lanes), of what, and in which status."""

    event_id: str
    at: float
    y: float
    family: str
    type: str
    status: str


def glyph(family: str, kind: str, status: str, theme: Theme) -> dict[str, Any]:
    """Symbol, size, filling and outline of a mark, as plotly's marker says it (scalars)."""
    symbol, size = SYMBOL_OF_TYPE.get(kind) or SYMBOLS.get(family) or SYMBOLS["other"]
    colour = theme.families.get(family, theme.families["other"])
    if status == "retracted":
        colour = theme.faint
    filled = status in ("confirmed", "disputed")
    return {
        "symbol": symbol,
        "size": size + (status == "disputed"),
        "color": colour if filled else theme.bg,
        "line": {"color": theme.bg if status == "confirmed" else colour, "width": OUTLINES.get(status, 1)},
    }


def traces(marks: Sequence[Mark], theme: Theme) -> list[dict[str, Any]]:
    """At most one trace per status, one for the strokes of denied and retracted, one for the dots of planned."""
    found = [_status_trace([mark for mark in marks if mark.status == status], status, theme) for status in STATUSES]
    struck = [mark for mark in marks if mark.status in ("denied", "retracted")]
    colours = [theme.ink if mark.status == "denied" else theme.faint for mark in struck]
    widths = [OUTLINES[mark.status] for mark in struck]
    slash = {"symbol": "line-ne", "size": SLASH, "line": {"color": colours, "width": widths}}
    planned = [mark for mark in marks if mark.status == "planned"]
    dots = {"symbol": "circle", "size": DOT, "color": [_colour(mark, theme) for mark in planned], "line": {"width": 0}}
    found.append(_overlay(struck, slash, "struck"))
    found.append(_overlay(planned, dots, "dots"))
    return [trace for trace in found if trace["x"]]


def _colour(mark: Mark, theme: Theme) -> str:
    return theme.families.get(mark.family, theme.families["other"])


def _status_trace(marks: Sequence[Mark], status: str, theme: Theme) -> dict[str, Any]:
    glyphs = [glyph(mark.family, mark.type, status, theme) for mark in marks]
    marker: dict[str, Any] = {name: [one[name] for one in glyphs] for name in ("symbol", "size")}
    colours = [one["color"] for one in glyphs]
    lines = [one["line"]["color"] for one in glyphs]
    marker["color"] = _one_or_all(colours)
    marker["line"] = {"color": _one_or_all(lines), "width": OUTLINES[status]}
    marker["opacity"] = 1
    if status == "disputed":
        marker["gradient"] = {"type": "horizontal", "color": theme.bg}
    return {
        **_points(marks, status),
        "marker": marker,
        "customdata": [mark.event_id for mark in marks],
        "hoverinfo": "none",
    }


def _one_or_all(values: list[str]) -> "str | list[str]":
    return values[0] if len(set(values)) == 1 else values


def _points(marks: Sequence[Mark], name: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": stamps([mark.at for mark in marks]),
        "y": [mark.y for mark in marks],
        "showlegend": False,
    }


def _overlay(marks: Sequence[Mark], marker: dict[str, Any], name: str) -> dict[str, Any]:
    return {**_points(marks, name), "marker": {"opacity": 1, **marker}, "hoverinfo": "skip"}
