"""Marks, bars and lines on a drawn picture, as plotly draws them in a browser."""

import math
from dataclasses import dataclass

from PIL import Image, ImageDraw

from components.charts.glyphs import corners
from components.charts.marks import SLASH

Point = tuple[float, float]
HATCH = 5  # px from stroke to stroke of a pattern


@dataclass(frozen=True)
class Look:
    """Filling and outline of a mark or bar. ``fade`` is the colour at the right end, ``hatch`` plotly's pattern."""

    fill: str
    line: str = ""
    width: float = 0.0
    fade: str = ""
    hatch: str = ""
    opacity: float = 1.0


class Sheet:
    """A picture whose px are ``factor`` to one of ours."""

    def __init__(self, size: tuple[int, int], colour: str, factor: int) -> None:
        self.factor = factor
        self.image = Image.new("RGB", (size[0] * factor, size[1] * factor), colour)
        self.draw = ImageDraw.Draw(self.image)

    def line(self, first: Point, last: Point, colour: str, width: float, dash: tuple[float, float] = (0, 0)) -> None:
        """A stroke, broken into dashes of ``dash`` px on and off."""
        length = math.dist(first, last)
        if not length:
            return
        on, off = dash if dash[0] else (length, 0.0)
        at = 0.0
        while at < length:
            parts = (at / length, min(at + on, length) / length)
            ends = [tuple(a + (b - a) * part for a, b in zip(first, last, strict=True)) for part in parts]
            self.draw.line([self._px(end) for end in ends], fill=colour, width=max(1, round(width * self.factor)))
            at += on + off

    def box(self, low: Point, high: Point, look: Look) -> None:
        """A rectangle from ``low`` to ``high``."""
        (x0, x1), (y0, y1) = (sorted(pair) for pair in zip(low, high, strict=True))
        self._area([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], look)

    def mark(self, at: Point, symbol: str, size: float, look: Look) -> None:
        """One of plotly's symbols, ``size`` px wide."""
        if symbol == "line-ne":
            end = SLASH / 2 * math.sqrt(0.5) * size / SLASH
            self.line((at[0] - end, at[1] + end), (at[0] + end, at[1] - end), look.line, look.width)
            return
        self._area([(at[0] + x, at[1] + y) for x, y in _outline(symbol, size / 2)], look)

    def _px(self, point: tuple[float, ...]) -> tuple[float, float]:
        return point[0] * self.factor, point[1] * self.factor

    def _area(self, outline: list[Point], look: Look) -> None:
        points = [self._px(point) for point in outline]
        if look.fade or look.hatch or look.opacity < 1:
            self._mixed(points, look)
        elif look.fill:
            self.draw.polygon(points, fill=look.fill)
        if look.width and look.line:
            width = max(1, round(look.width * self.factor))
            self.draw.line([*points, points[0], points[1]], fill=look.line, width=width, joint="curve")

    def _mixed(self, points: list[Point], look: Look) -> None:
        """An area that is no plain colour: fading to the right, hatched, or seen through."""
        left, top = (math.floor(min(axis)) for axis in zip(*points, strict=True))
        right, bottom = (math.ceil(max(axis)) + 1 for axis in zip(*points, strict=True))
        left, top = max(left, 0), max(top, 0)
        right, bottom = min(right, self.image.width), min(bottom, self.image.height)
        if right <= left or bottom <= top:
            return
        size = (right - left, bottom - top)
        mask = Image.new("L", size)
        moved = [(x - left, y - top) for x, y in points]
        ImageDraw.Draw(mask).polygon(moved, fill=round(255 * look.opacity))
        self.image.paste(self._ink(size, look), (left, top), mask)

    def _ink(self, size: tuple[int, int], look: Look) -> Image.Image:
        ink = Image.new("RGB", size, look.fill)
        if look.fade:
            ramp = Image.linear_gradient("L").rotate(90).resize(size)
            ink = Image.composite(Image.new("RGB", size, look.fade), ink, ramp)
        if look.hatch:
            _hatch(ink, look, HATCH * self.factor, max(1, self.factor))
        return ink


def _hatch(ink: Image.Image, look: Look, step: int, width: int) -> None:
    draw, (right, bottom) = ImageDraw.Draw(ink), ink.size
    if look.hatch == ".":
        for x in range(step // 2, right, step):
            for y in range(step // 2, bottom, step):
                draw.ellipse((x - width, y - width, x + width, y + width), fill=look.line)
        return
    for x in range(-bottom, right + bottom, step):
        draw.line((x, bottom, x + bottom, 0), fill=look.line, width=width)
        if look.hatch == "x":
            draw.line((x, 0, x + bottom, bottom), fill=look.line, width=width)


def _outline(symbol: str, radius: float) -> list[Point]:
    if symbol == "circle":
        turns = [math.tau * part / 48 for part in range(48)]
        return [(radius * math.cos(turn), radius * math.sin(turn)) for turn in turns]
    return corners(symbol, radius)
