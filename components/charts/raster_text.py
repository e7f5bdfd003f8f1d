"""Text on a drawn picture: the fonts, plotly's pseudo-HTML read back, and where its lines stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from PIL import ImageFont
from PIL.ImageDraw import ImageDraw

LINE = 1.3  # times the size: what plotly leaves from line to line
_WEIGHTS: Mapping[str, int] = {"b": 700}


@dataclass(frozen=True)
class Faces:
    """Files of a variable font with an axis of weight, as FreeType reads them."""

    upright: Path
    italic: Path


@dataclass(frozen=True)
class Style:
    """How text looks: ``size`` in px, ``colour`` as hex, ``halo`` the colour around the letters or ""."""

    size: float
    colour: str
    weight: int = 400
    italic: bool = False
    halo: str = ""


@dataclass(frozen=True)
class Run:
    """Letters in one style."""

    text: str
    style: Style


@dataclass
class Pen:
    """Writes on a picture whose px are ``factor`` to one of ours; the fonts are opened once a picture."""

    draw: ImageDraw
    faces: Faces
    factor: float
    _fonts: dict[tuple[int, int, bool], ImageFont.FreeTypeFont] = field(default_factory=dict)

    def font(self, style: Style) -> ImageFont.FreeTypeFont:
        """The font of ``style``."""
        key = (round(style.size * self.factor), style.weight, style.italic)
        if key not in self._fonts:
            font = ImageFont.truetype(self.faces.italic if style.italic else self.faces.upright, max(key[0], 1))
            font.set_variation_by_axes([style.weight])
            self._fonts[key] = font
        return self._fonts[key]

    def width(self, runs: tuple[Run, ...]) -> float:
        """Width of one line in px."""
        return sum(float(self.font(run.style).getlength(run.text)) for run in runs) / self.factor

    def write(self, x: float, y: float, text: str, style: Style, anchor: str = "left") -> None:
        """Write ``text`` (plotly's pseudo-HTML) with its middle at ``y``; ``anchor`` says which end is at ``x``."""
        lines = markup(text, style)
        top = y - (len(lines) - 1) * style.size * LINE / 2
        for number, runs in enumerate(lines):
            room = self.width(runs)
            left = x - {"left": 0.0, "center": room / 2, "right": room}[anchor]
            for run in runs:
                self._run(left, top + number * style.size * LINE, run)
                left += float(self.font(run.style).getlength(run.text)) / self.factor

    def _run(self, x: float, y: float, run: Run) -> None:
        font, style, factor = self.font(run.style), run.style, self.factor
        halo: dict[str, Any] = {"stroke_width": 1.6 * factor, "stroke_fill": style.halo} if style.halo else {}
        # The middle of lower case letters, as a browser sets it: PIL's own middle is that of the whole line box.
        at = (x * factor, (y + style.size * 0.345) * factor)
        if halo:
            self.draw.text(at, run.text, font=font, fill=style.halo, anchor="ls", **halo)
        self.draw.text(at, run.text, font=font, fill=style.colour, anchor="ls")


@lru_cache(maxsize=2000)
def markup(text: str, style: Style) -> tuple[tuple[Run, ...], ...]:
    """The lines of ``text`` in plotly's pseudo-HTML, each as runs; elements that plotly does not know are dropped."""
    reader = _Reader(style)
    reader.feed(text)
    reader.close()
    return tuple(tuple(line) for line in reader.lines)


class _Reader(HTMLParser):
    def __init__(self, style: Style) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[list[Run]] = [[]]
        self._styles = [style]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element: a new line, or a style for what is in it."""
        if tag == "br":
            self.lines.append([])
            return
        style = self._styles[-1]
        if tag in _WEIGHTS:
            style = replace(style, weight=_WEIGHTS[tag])
        if tag == "i":
            style = replace(style, italic=True)
        for name, value in _declared(dict(attrs).get("style") or ""):
            if name == "color":
                style = replace(style, colour=value)
            elif name == "font-weight":
                style = replace(style, weight=int(value))
        self._styles.append(style)

    def handle_endtag(self, tag: str) -> None:
        """The end of an element."""
        if tag != "br" and len(self._styles) > 1:
            self._styles.pop()

    def handle_data(self, data: str) -> None:
        """Letters, on one line."""
        self.lines[-1].append(Run(" ".join(data.split("\n")), self._styles[-1]))


def _declared(style: str) -> Iterator[tuple[str, str]]:
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        if value:
            yield name.strip(), value.strip()
