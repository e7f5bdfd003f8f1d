"""What lies under the marks: separators, eras, dotted rules, today, the knowledge line."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.charts.arrange import LaneDrawn
from components.charts.axis import stamp
from components.charts.columns import Columns
from components.charts.view import TimelineView
from components.events.joins import recall
from components.events.vocabulary import STRUCTURAL_TYPES

Shape = dict[str, Any]

MOST_RULES = 6


def separators(view: TimelineView, lanes: Sequence[LaneDrawn], height: float) -> list[Shape]:
    """One line under each lane, across gutter and plot."""
    left = -view.gutter / view.plot
    ends = [lane.top + lane.height for lane in lanes] + ([height] if not lanes or height > _end(lanes) else [])
    line = {"color": view.theme.grid, "width": 1}
    return [
        {
            "type": "line",
            "xref": "paper",
            "x0": left,
            "x1": 1,
            "yref": "y",
            "y0": y,
            "y1": y,
            "line": line,
            "layer": "below",
        }
        for y in ends
    ]


def _end(lanes: Sequence[LaneDrawn]) -> float:
    return lanes[-1].top + lanes[-1].height


def band(view: TimelineView, first: float, last: float, height: float, colour: str) -> Shape:
    """A filled stretch of time through all lanes, cut at the borders of what can be panned to."""
    low, high = view.scale.first, view.scale.last
    span = max(high - low, view.extent[1] - view.extent[0])
    first, last = max(first, low - 2 * span), min(last, high + 2 * span)
    return {
        "type": "rect",
        "xref": "x",
        "x0": stamp(first),
        "x1": stamp(max(first, last)),
        "yref": "y",
        "y0": 0,
        "y1": height,
        "fillcolor": colour,
        "line": {"width": 0},
        "layer": "below",
    }


def upright(day: float, height: float, line: dict[str, Any], layer: str = "below") -> Shape:
    """A vertical line through all lanes."""
    x = stamp(day)
    return {
        "type": "line",
        "xref": "x",
        "x0": x,
        "x1": x,
        "yref": "y",
        "y0": 0,
        "y1": height,
        "line": line,
        "layer": layer,
    }


def eras(view: TimelineView, height: float) -> list[Shape]:
    """Every second era filled."""
    return [
        band(view, era.start, era.end + 1, height, view.theme.era)
        for number, era in enumerate(view.story.eras)
        if number % 2
    ]


def rules(view: TimelineView, columns: Columns, height: float) -> list[Shape]:
    """Dotted lines at elections and inaugurations, at most the six most salient in view."""
    rows = recall(view.story, "structural", lambda: _structural(columns))
    rows = rows[(columns.day[rows] >= view.scale.first) & (columns.day[rows] <= view.scale.last)]
    rows = rows[np.argsort(-columns.salience[rows], kind="stable")][:MOST_RULES]
    line = {"color": view.theme.faint, "width": 1, "dash": "2px,3px"}
    return [upright(float(columns.day[row]) + 0.5, height, line) for row in np.sort(rows)]


def _structural(columns: Columns) -> NDArray[np.intp]:
    structural = columns.kind.places(STRUCTURAL_TYPES) >= 0
    return np.flatnonzero(structural & columns.dated)


def today_line(view: TimelineView, height: float) -> list[Shape]:
    """Today, when it is in view."""
    if not in_view(view, view.today):
        return []
    return [{**upright(view.today + 0.5, height, {"color": view.theme.ink, "width": 1}), "opacity": 0.6}]


def in_view(view: TimelineView, day: float) -> bool:
    """Whether the noon of a day lies in the window."""
    return view.scale.first <= day + 0.5 <= view.scale.last


def knowledge(view: TimelineView, height: float) -> list[Shape]:
    """Unknown ground and the line at 24:00 of the day of knowledge."""
    if view.barrier is None:
        return []
    unknown = band(view, view.barrier, np.inf, height, view.theme.unknown)
    return [unknown, upright(view.barrier, height, {"color": view.theme.ink, "width": 2}, "between")]
