"""The picture that stands for a view where its link is pasted: heading, sentence, timeline and legend as a PNG."""

import html
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PIL import Image

from components.charts.marks import DOT, SLASH, glyph
from components.charts.raster import Frame, draw
from components.charts.raster_shapes import Look, Sheet
from components.charts.raster_text import Faces, Pen, Run, Style
from components.charts.theme import Theme
from components.charts.timeline import timeline_dict
from components.charts.view import TOP, TimelineView
from components.charts.wordings import wording
from components.events.date_words import number_words
from components.events.vocabulary import STATUSES

SIZE = (1200, 630)
SIDE, HEAD, FOOT = 40, 34, 54  # px left free at the sides, above, and for the legend
TITLE, SENTENCE, LEGEND = 42.0, 24.0, 21.0
SCALES = (1.5, 1.3, 1.15, 1.0, 0.85)
"""How much larger than on the page the timeline is drawn; the first is taken at which all lanes have room."""
LEAST_CAP, MOST_CAP = 2, 4  # rows a lane may want
MOST_LINES = 2
FADE = 60  # px over which lanes that find no room go out
_FINER = 2  # drawn so many times larger, then made smaller: Pillow draws edges without steps between colours


@dataclass(frozen=True)
class Preview:
    """What a picture shows. ``width`` and rows of ``view`` are set here; ``title`` and ``sentence`` are plain text."""

    title: str
    sentence: str
    view: TimelineView
    faces: Faces


@dataclass(frozen=True, eq=False)
class _Rows(TimelineView):
    """A timeline whose lanes want at most ``most`` rows, and get few more."""

    most: int = LEAST_CAP

    @property
    def cap(self) -> int:
        return self.most

    @property
    def budget(self) -> int:
        return 0


def preview_png(preview: Preview) -> bytes:
    """The picture, 1200 by 630 px, as PNG with a palette of 256 colours. It needs no browser and some 0.5 s."""
    sheet = Sheet(SIZE, preview.view.theme.bg, _FINER)
    pen = Pen(sheet.draw, preview.faces, _FINER)
    top = _heading(preview, pen)
    _timeline(preview, sheet, pen, top)
    _legend(preview.view, sheet, pen)
    small = sheet.image.resize(SIZE, Image.Resampling.BOX)
    out = io.BytesIO()
    small.quantize(256, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _heading(preview: Preview, pen: Pen) -> float:
    """Write title and sentence; how far down they reach."""
    theme, top = preview.view.theme, float(HEAD)
    title, sentence = Style(TITLE, theme.ink, 700), Style(SENTENCE, theme.muted)
    for text, style, gap in ((preview.title, title, 8), (preview.sentence, sentence, 14)):
        for line in wrapped(text, SIZE[0] - 2 * SIDE, MOST_LINES, partial(_room, pen, style)):
            top += style.size * 1.2
            pen.write(SIDE, top - style.size * 0.6, html.escape(line, quote=False), style)
        top += gap
    return top


def _room(pen: Pen, style: Style, text: str) -> float:
    return pen.width((Run(text, style),))


def wrapped(text: str, room: float, most: int, width: Callable[[str], float]) -> list[str]:
    """``text`` on at most ``most`` lines of ``room`` px, broken at spaces; what is left over ends in an ellipsis."""
    lines, words = list[str](), text.split()
    while words and len(lines) < most:
        count = len(words)
        while count > 1 and width(" ".join(words[:count])) > room:
            count -= 1
        lines.append(" ".join(words[:count]))
        words = words[count:]
    if lines:
        lines[-1] = _cut(lines[-1], room, width, bool(words))
    return [lines[k] if k == len(lines) - 1 else _cut(lines[k], room, width, False) for k in range(len(lines))]


def _cut(line: str, room: float, width: Callable[[str], float], more: bool) -> str:
    if not more and width(line) <= room:
        return line
    while line and width(f"{line}…") > room:
        line = line[:-1].rstrip()
    return f"{line}…"


def _timeline(preview: Preview, sheet: Sheet, pen: Pen, top: float) -> None:
    """Draw the lanes between heading and legend, as large as they fit; what finds no room is cut off."""
    low = SIZE[1] - FOOT
    figure, scale = _fitting(preview.view, low - top)
    draw(sheet, pen, Frame(figure, SIDE, top, scale))
    sheet.box((0, low), SIZE, Look(preview.view.theme.bg))
    for step in range(FADE if _height(figure, scale) > low - top else 0):
        look = Look(preview.view.theme.bg, opacity=1 - step / FADE)
        sheet.box((0, low - step - 1), (SIZE[0], low - step), look)


def _fitting(view: TimelineView, room: float) -> tuple[dict[str, Any], float]:
    """The figure, and the scale at which it fits ``room`` px of height; at the least one it may not."""
    for scale in SCALES:
        least = figure = _figure(view, scale, LEAST_CAP)
        cap = MOST_CAP
        while cap > LEAST_CAP and _height(least, scale) <= room:
            figure = _figure(view, scale, cap)
            if _height(figure, scale) <= room:
                return figure, scale
            cap -= 1
        if _height(least, scale) <= room:
            return least, scale
    return least, SCALES[-1]


def _height(figure: Mapping[str, Any], scale: float) -> float:
    return float(TOP + figure["layout"]["yaxis"]["range"][0]) * scale


def _figure(view: TimelineView, scale: float, cap: int) -> dict[str, Any]:
    own = {name: getattr(view, name) for name in TimelineView.__dataclass_fields__}
    width = round((SIZE[0] - 2 * SIDE) / scale)
    return timeline_dict(_Rows(**{**own, "width": width}, most=cap))


def _legend(view: TimelineView, sheet: Sheet, pen: Pen) -> None:
    """The statuses of the events with their marks and how many there are of each."""
    y, x = SIZE[1] - FOOT / 2 - 2, float(SIDE)
    style = Style(LEGEND, view.theme.muted)
    for status, text in _counted(view):
        _status_mark(sheet, (x + 9, y), status, view.theme)
        x += 26
        pen.write(x, y, html.escape(text, quote=False), style)
        x += pen.width((Run(text, style),)) + 28
    pen.write(SIZE[0] - SIDE, y, "whowhen", replace(style, colour=view.theme.ink, weight=700), "right")


def _counted(view: TimelineView) -> Iterator[tuple[str, str]]:
    words, counts = wording(view.language), view.story.events["status"].value_counts()
    for status in STATUSES:
        if count := int(counts.get(status, 0)):
            yield status, f"{words.status(status)} {number_words(count, view.language)}"


def _status_mark(sheet: Sheet, at: tuple[float, float], status: str, theme: Theme) -> None:
    """A circle in the filling of ``status``, as the sentence of the page has it."""
    size, line = 1.6, theme.faint if status == "retracted" else theme.muted
    mark = glyph("contacts", "", status, theme)
    full = status in ("confirmed", "disputed")
    width = 0 if status == "confirmed" else mark["line"]["width"] * size
    fade = theme.bg if status == "disputed" else ""
    sheet.mark(at, "circle", mark["size"] * size, Look(theme.muted if full else theme.bg, line, width, fade))
    if status in ("denied", "retracted"):
        colour = theme.ink if status == "denied" else theme.faint
        sheet.mark(at, "line-ne", SLASH * size, Look("", colour, mark["line"]["width"] * size))
    if status == "planned":
        sheet.mark(at, "circle", DOT * size, Look(theme.muted))
