"""A timeline as a picture without a browser: the figure dict of ``timeline`` is read and drawn with Pillow.

What it knows of plotly is what ``timeline_dict`` writes; the overview below the lanes is left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from components.charts.axis import DAY_MS
from components.charts.labels import OFFSET_OF_SIZE
from components.charts.raster_shapes import Look, Sheet
from components.charts.raster_text import Pen, Style, markup
from components.charts.view import TOP

AXIS_GAP = 5  # px from the axis to its labels


@dataclass(frozen=True)
class Frame:
    """Where a figure lies on the sheet: ``left``, ``top`` and px of the sheet for one of the figure."""

    figure: Mapping[str, Any]
    left: float
    top: float
    scale: float

    @property
    def layout(self) -> Mapping[str, Any]:
        """The layout of the figure."""
        found: Mapping[str, Any] = self.figure["layout"]
        return found

    @property
    def plot(self) -> tuple[float, float]:
        """The plot from left to right, in px of the figure."""
        margin = self.layout["margin"]
        return float(margin["l"]), float(self.layout["width"] - margin["r"])

    @property
    def height(self) -> float:
        """Height of the lanes in px of the figure."""
        return float(self.layout["yaxis"]["range"][0])

    def x(self, stamp: Any) -> float:
        """A moment of the axis on the sheet."""
        return self.across(self.inside(days(stamp)))

    def inside(self, day: float) -> float:
        """A day of the axis in px of the figure."""
        first, last = (days(end) for end in self.layout["xaxis"]["range"])
        left, right = self.plot
        return left + (day - first) / (last - first) * (right - left)

    def across(self, px: float) -> float:
        """Px of the figure, from its left edge, on the sheet."""
        return self.left + px * self.scale

    def y(self, px: float) -> float:
        """Px below the axis, on the sheet."""
        return self.top + (TOP + px) * self.scale


def days(stamp: Any) -> float:
    """A date string of plotly's in days since 1970."""
    text = str(stamp).replace(" ", "T")
    return float(np.datetime64(text, "m").astype(np.int64)) / 1440


def draw(sheet: Sheet, pen: Pen, frame: Frame) -> None:
    """Draw the figure of ``frame``: ground, grid, bars, marks, labels, then the axis and what is in the gutter."""
    _shapes(sheet, frame, "below")
    _grid(sheet, frame)
    _shapes(sheet, frame, "between")
    traces = [trace for trace in frame.figure["data"] if trace.get("yaxis", "y") == "y"]
    for trace in traces:
        if trace["type"] == "bar":
            _bars(sheet, frame, trace)
    for trace in traces:
        if trace["type"] == "scatter":
            _scatter(sheet, pen, frame, trace)
    _axis(sheet, pen, frame)
    for note in frame.layout["annotations"]:
        if note["yref"] != "y2":
            _note(sheet, pen, frame, note)


def _shapes(sheet: Sheet, frame: Frame, layer: str) -> None:
    background = str(frame.layout["paper_bgcolor"])
    for shape in frame.layout["shapes"]:
        if shape["layer"] != layer:
            continue
        (x0, x1), line = _ends(frame, shape), shape["line"]
        y0, y1 = frame.y(shape["y0"]), frame.y(shape["y1"])
        opacity, width = float(shape.get("opacity", 1)), float(line.get("width", 1)) * frame.scale
        if shape["type"] == "rect":
            look = Look(str(shape["fillcolor"]), str(line.get("color", "")), width, opacity=opacity)
            sheet.box((x0, y0), (x1, y1), look)
        elif _is_seen(frame, x0) or _is_seen(frame, x1):
            colour = _mixed(str(line["color"]), background, opacity)
            sheet.line((x0, y0), (x1, y1), colour, width, _dash(line, frame.scale))


def _ends(frame: Frame, shape: Mapping[str, Any]) -> tuple[float, float]:
    """The left and right end of a shape on the sheet, kept inside the plot (what is in px or spans it is as it is)."""
    left, right = frame.plot
    if shape["xref"] == "paper":
        first, last = (frame.across(left + float(shape[end]) * (right - left)) for end in ("x0", "x1"))
        return first, last
    if shape.get("xsizemode") == "pixel":
        middle = frame.x(shape["xanchor"])
        return middle + float(shape["x0"]) * frame.scale, middle + float(shape["x1"]) * frame.scale
    low, high = frame.across(left), frame.across(right)
    if shape["type"] == "line":
        return frame.x(shape["x0"]), frame.x(shape["x1"])
    return min(max(frame.x(shape["x0"]), low), high), min(max(frame.x(shape["x1"]), low), high)


def _is_seen(frame: Frame, x: float) -> bool:
    left, right = frame.plot
    return frame.left <= x <= frame.across(right) + 1 or frame.across(left) <= x <= frame.across(right)


def _grid(sheet: Sheet, frame: Frame) -> None:
    axis = frame.layout["xaxis"]
    for stamp in axis["minor"]["tickvals"]:
        if _inside(frame, x := frame.x(stamp)):
            sheet.line((x, frame.y(0)), (x, frame.y(frame.height)), str(axis["gridcolor"]), frame.scale)


def _inside(frame: Frame, x: float) -> bool:
    left, right = frame.plot
    return frame.across(left) <= x <= frame.across(right)


def _axis(sheet: Sheet, pen: Pen, frame: Frame) -> None:
    axis, (left, right) = frame.layout["xaxis"], frame.plot
    sheet.line((frame.across(left), frame.y(0)), (frame.across(right), frame.y(0)), str(axis["linecolor"]), frame.scale)
    size = float(axis["tickfont"]["size"])
    style = Style(size * frame.scale, str(axis["tickfont"]["color"]))
    for stamp, text in zip(axis["tickvals"], axis["ticktext"], strict=True):
        if text and _inside(frame, x := frame.x(stamp)):
            lines = text.count("<br>") + 1
            pen.write(x, frame.y(-AXIS_GAP - size * (0.5 + 0.65 * (lines - 1))), text, style, "center")


def _bars(sheet: Sheet, frame: Frame, trace: Mapping[str, Any]) -> None:
    """Bars of time lie, bars of counts stand."""
    marker, lies = trace["marker"], trace.get("orientation") == "h"
    background = str(frame.layout["paper_bgcolor"])
    for number, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        width, base = _at(trace["width"], number), _at(trace["base"], number)
        if lies:
            first = days(base)
            ends = [frame.across(frame.inside(day)) for day in (first, first + x / DAY_MS)]
            low, high = (y - width / 2, y + width / 2)
        else:
            middle, half = days(x), width / DAY_MS / 2
            ends = [frame.across(frame.inside(day)) for day in (middle - half, middle + half)]
            low, high = (base + y, base)
        left, right = (frame.across(end) for end in frame.plot)
        first_x, last_x = max(min(ends), left), min(max(ends), right)
        if first_x < last_x:
            look = _look(marker, number, frame.scale, background)
            sheet.box((first_x, frame.y(low)), (last_x, frame.y(high)), look)


def _look(marker: Mapping[str, Any], number: int, scale: float, background: str) -> Look:
    line, pattern, gradient = marker.get("line", {}), marker.get("pattern", {}), marker.get("gradient", {})
    return Look(
        fill=str(_at(marker.get("color", background), number)),
        line=str(_at(line.get("color", ""), number)),
        width=float(_at(line.get("width", 0), number)) * scale,
        fade=str(gradient.get("color", "")),
        hatch=str(_at(pattern.get("shape", ""), number)),
        opacity=float(_at(marker.get("opacity", 1), number)),
    )


def _at(value: Any, number: int) -> Any:
    """Plotly takes one value for all or a list."""
    return value[number] if isinstance(value, list | tuple) else value


def _scatter(sheet: Sheet, pen: Pen, frame: Frame, trace: Mapping[str, Any]) -> None:
    if trace["mode"] == "lines":
        _strokes(sheet, frame, trace)
        return
    marker, background = trace["marker"], str(frame.layout["paper_bgcolor"])
    shown = _at(marker.get("opacity", 1), 0) > 0
    for number, (stamp, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        if not _inside(frame, x := frame.x(stamp)):
            continue
        size = float(_at(marker["size"], number))
        if shown:
            look = _look(marker, number, frame.scale, background)
            sheet.mark((x, frame.y(y)), str(_at(marker["symbol"], number)), size * frame.scale, look)
        if "text" in trace["mode"]:
            _label(pen, frame, trace, number, (x, frame.y(y)), size)


def _label(pen: Pen, frame: Frame, trace: Mapping[str, Any], number: int, at: tuple[float, float], size: float) -> None:
    font, right = trace["textfont"], str(_at(trace["textposition"], number)).endswith("right")
    halo = "" if font.get("shadow", "none") == "none" else str(font["shadow"]).rpartition(" ")[2]
    style = Style(font["size"] * frame.scale, str(font["color"]), int(font.get("weight", 400)), halo=halo)
    away = (1 + size / OFFSET_OF_SIZE) * frame.scale
    x = at[0] + away if right else at[0] - away
    pen.write(x, at[1], str(trace["text"][number]), style, "left" if right else "right")


def _strokes(sheet: Sheet, frame: Frame, trace: Mapping[str, Any]) -> None:
    line, points = trace["line"], list(zip(trace["x"], trace["y"], strict=True))
    for (x0, y0), (x1, y1) in pairwise(points):
        if x0 is not None and x1 is not None and _inside(frame, frame.x(x0)):
            ends = (frame.x(x0), frame.y(y0)), (frame.x(x1), frame.y(y1))
            sheet.line(*ends, str(line["color"]), line["width"] * frame.scale, _dash(line, frame.scale))


def _dash(line: Mapping[str, Any], scale: float) -> tuple[float, float]:
    found = [float(number) * scale for number in re.findall(r"[\d.]+", str(line.get("dash", "")))]
    return (found[0], found[1]) if len(found) == 2 else (0, 0)


def _mixed(colour: str, background: str, opacity: float) -> str:
    """``colour`` seen through on ``background``."""
    pairs: Iterator[tuple[int, int]] = zip(_rgb(colour), _rgb(background), strict=True)
    return "#" + "".join(f"{round(a * opacity + b * (1 - opacity)):02x}" for a, b in pairs)


def _rgb(colour: str) -> Sequence[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _note(sheet: Sheet, pen: Pen, frame: Frame, note: Mapping[str, Any]) -> None:
    left, right = frame.plot
    if note["xref"] == "paper":
        x = frame.across(left + float(note["x"]) * (right - left))
    elif not _inside(frame, x := frame.x(note["x"])):
        return
    y = frame.y(0 if note["yref"] == "paper" else float(note["y"]))
    x += float(note.get("xshift", 0)) * frame.scale
    y -= float(note.get("yshift", 0)) * frame.scale
    font = note["font"]
    style = Style(font["size"] * frame.scale, str(font["color"]), int(font.get("weight", 400)))
    anchor = str(note.get("xanchor", "center"))
    if ground := note.get("bgcolor"):
        x = _flag(sheet, pen, frame, note, (x, y), style, str(ground))
        anchor = "left"
    pen.write(x, y, str(note["text"]), style, anchor)


def _flag(
    sheet: Sheet, pen: Pen, frame: Frame, note: Mapping[str, Any], at: tuple[float, float], style: Style, ground: str
) -> float:
    """The ground of a note; where its text begins."""
    pad = float(note.get("borderpad", 0)) * frame.scale
    room = pen.width(markup(str(note["text"]), style)[0]) + 2 * pad
    x = at[0] - (room if note.get("xanchor") == "right" else 0)
    half = style.size * 0.6 + pad
    sheet.box((x, at[1] - half), (x + room, at[1] + half), Look(ground))
    return x + pad
