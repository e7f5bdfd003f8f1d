"""Reading a timeline's figure back: where its marks and labels are, in px from the left edge of the plot."""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from components.charts.labels import OFFSET_OF_SIZE
from components.charts.text import width
from components.charts.timeline import timeline_dict
from components.charts.view import TimelineView

LABELS = ("labels", "bold labels", "selected label")
STATUSES = ("confirmed", "reported", "disputed", "denied", "planned", "retracted")


@dataclass(frozen=True)
class Box:
    """A label's text, or a mark (text empty)."""

    event_id: str
    left: float
    right: float
    y: float
    text: str = ""


def days(stamps: list[str]) -> np.ndarray:
    """Days of plotly's date strings of the common era."""
    return np.array(stamps, dtype="datetime64[m]").astype(float) / 1440


def marks(view: TimelineView, figure: dict[str, Any]) -> list[Box]:
    """The marks of a figure, 12 px wide."""
    found = []
    for trace in figure["data"]:
        if trace["name"] in STATUSES:
            for at, y, event_id in zip(days(trace["x"]), trace["y"], trace["customdata"], strict=True):
                x = view.scale.x(float(at))
                found.append(Box(event_id, x - 6, x + 6, y))
    return found


def labels(view: TimelineView, figure: dict[str, Any]) -> list[Box]:
    """The texts of a figure's labels, as wide as the browser draws them."""
    found = []
    for trace in figure["data"]:
        if trace["name"] not in LABELS:
            continue
        style = "regular" if trace["name"] == "labels" else "semibold"
        values = zip(
            days(trace["x"]),
            trace["y"],
            trace["customdata"],
            trace["text"],
            trace["textposition"],
            trace["marker"]["size"],
            strict=True,
        )
        for at, y, event_id, text, position, size in values:
            start, offset = view.scale.x(float(at)), size / OFFSET_OF_SIZE + 1
            title, _, tail = re.sub("<[^<i]*>", "", text).partition("<i>")
            wide = width(title, 12, style) + width(re.sub("<[^<]*>", "", tail), 12, "italic")
            left = start + offset if "right" in position else start - offset - wide
            found.append(Box(event_id, left, left + wide, y, title))
    return found


def clashes(view: TimelineView, figure: dict[str, Any]) -> list[tuple[Box, Box]]:
    """Labels that meet another label or a mark."""
    texts = labels(view, figure)
    return [(one, other) for one in texts for other in [*texts, *marks(view, figure)] if _meet(one, other)]


def _meet(one: Box, other: Box) -> bool:
    return one is not other and one.y == other.y and one.left < other.right - 0.3 and other.left < one.right - 0.3


def rows(view: TimelineView) -> dict[tuple[str, int], float]:
    """Row (px) of every mark in the figure of ``view``, by event and copy."""
    seen: dict[tuple[str, int], float] = {}
    counts: dict[str, int] = {}
    for mark in sorted(marks(view, timeline_dict(view)), key=lambda mark: (mark.event_id, mark.y)):
        number = counts.get(mark.event_id, 0)
        counts[mark.event_id] = number + 1
        seen[mark.event_id, number] = mark.y
    return seen


def trace(figure: dict[str, Any], name: str) -> dict[str, Any]:
    """The trace of a name, {} where there is none."""
    return next((one for one in figure["data"] if one["name"] == name), {})


def texts(figure: dict[str, Any]) -> list[tuple[str, float, str]]:
    """All texts of a figure with size in px and colour."""
    layout = figure["layout"]
    fonts = [(note["text"], note["font"]) for note in layout["annotations"]]
    fonts += [(name, layout[name]["tickfont"]) for name in ("xaxis", "xaxis2")]
    fonts += [(one["name"], one["textfont"]) for one in figure["data"] if "text" in one.get("mode", "")]
    return [(text, font["size"], font["color"]) for text, font in fonts]
