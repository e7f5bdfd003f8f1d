"""The glyphs of the charts as small SVG pictures for chips, panel, table and list: the same shapes and fillings.

Built from constants only; no text of a story ever gets in.
"""

import math
from collections.abc import Mapping

from components.charts.marks import DOT, SLASH, glyph
from components.charts.theme import SYMBOL_OF_TYPE, SYMBOLS, Theme
from components.events.vocabulary import FAMILY_OF_TYPE, STATUSES

VIEW = 18
NEUTRAL = "status"

CLAIMS: Mapping[str, tuple[str, bool]] = {
    "for": ("triangle-up", True),
    "for-hedged": ("triangle-up", False),
    "plan": ("triangle-right", True),
    "against": ("triangle-down", True),
    "silent": ("triangle-down", False),
    "retract": ("triangle-left", True),
}


def glyph_svg(kind: str, status: str, theme: Theme, size: int = 16) -> str:
    """The mark of a type or family in a status, as inline SVG of ``size`` px; ``kind`` "status" is a muted circle.

    Unknown kinds are drawn as "other". Raises ValueError for an unknown status.
    """
    if status not in STATUSES:
        raise ValueError(f"unknown status {status!r}: one of {', '.join(STATUSES)}")
    family = "contacts" if kind == NEUTRAL else FAMILY_OF_TYPE.get(kind, kind if kind in SYMBOLS else "other")
    mark = glyph(family, kind if kind in SYMBOL_OF_TYPE else "", status, theme)
    colour = theme.muted if kind == NEUTRAL else theme.families[family]
    line = theme.faint if status == "retracted" else colour
    fill, head = (colour if status == "confirmed" else theme.bg), ""
    if status == "disputed":
        name = f"half-{colour[1:]}-{theme.bg[1:]}"
        stops = f'<stop stop-color="{colour}"/><stop offset="1" stop-color="{theme.bg}"/>'
        head, fill = f'<linearGradient id="{name}">{stops}</linearGradient>', f"url(#{name})"
    width = 0 if status == "confirmed" else mark["line"]["width"]
    outline = f' stroke="{line}" stroke-width="{width}"' if width else ""
    body = f'<path d="{path(mark["symbol"], mark["size"])}" fill="{fill}"{outline}/>'
    if status in ("denied", "retracted"):
        body += _slash(theme.ink if status == "denied" else theme.faint, mark["line"]["width"])
    if status == "planned":
        body += f'<circle r="{DOT / 2}" fill="{colour}"/>'
    return _svg(head + body, size)


def claim_svg(name: str, theme: Theme, size: int = 16) -> str:
    """The glyph of a claim ("for", "plan", "against", "silent", "retract", "…-hedged") in ink. Raises KeyError."""
    symbol, filled = CLAIMS[name]
    fill = theme.ink if filled else theme.bg
    return _svg(f'<path d="{path(symbol, 11)}" fill="{fill}" stroke="{theme.ink}" stroke-width="1.4"/>', size)


def _svg(body: str, size: int) -> str:
    half = VIEW // 2
    box = f'viewBox="-{half} -{half} {VIEW} {VIEW}" width="{size}" height="{size}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} aria-hidden="true" focusable="false">{body}</svg>'


def _slash(colour: str, width: float) -> str:
    end = SLASH / 2 * math.sqrt(0.5)
    return f'<path d="M{-end:.2f},{end:.2f}L{end:.2f},{-end:.2f}" stroke="{colour}" stroke-width="{width}"/>'


def path(symbol: str, size: float) -> str:
    """SVG path of a plotly symbol of ``size`` px about the origin."""
    r = size / 2
    if symbol == "circle":
        return f"M{r:g},0A{r:g},{r:g} 0 1,1 0,{-r:g}A{r:g},{r:g} 0 0,1 {r:g},0Z"
    return "M" + "L".join(f"{x:.2f},{y:.2f}" for x, y in corners(symbol, r)) + "Z"


def corners(symbol: str, r: float) -> list[tuple[float, float]]:
    """Corners of a plotly symbol of the radius ``r`` about the origin; a circle has none (KeyError)."""
    t, h = r * 2 / math.sqrt(3), r / 2
    if symbol == "pentagon":
        turns = [math.radians(-90 + 72 * k) for k in range(5)]
        return [(r * math.cos(turn), r * math.sin(turn)) for turn in turns]
    return {
        "square": [(r, r), (r, -r), (-r, -r), (-r, r)],
        "diamond": [(1.3 * r, 0), (0, 1.3 * r), (-1.3 * r, 0), (0, -1.3 * r)],
        "triangle-up": [(-t, h), (t, h), (0, -r)],
        "triangle-down": [(-t, -h), (t, -h), (0, r)],
        "triangle-right": [(-h, -t), (-h, t), (r, 0)],
        "triangle-left": [(h, -t), (h, t), (-r, 0)],
        "hexagon2": [(-h, r * 0.866), (h, r * 0.866), (r, 0), (h, -r * 0.866), (-h, -r * 0.866), (-r, 0)],
    }[symbol]
