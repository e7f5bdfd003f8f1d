"""The claims lane as plotly draws it: glyphs with names, base line, ground, and the words in the gutter."""

from typing import Any

from components.charts.axis import stamp, stamps
from components.charts.claims_lane import GLYPH, NAME_SIZE, START, ClaimsLane, shown_name
from components.charts.labels import OFFSET_OF_SIZE
from components.charts.notes import gutter_note, text_font
from components.charts.text import fit, plain
from components.charts.theme import SIZES, Theme
from components.charts.view import TimelineView
from components.charts.wordings import Wording

SYMBOLS = {
    "asserts": "triangle-up",
    "confirms": "triangle-up",
    "plans": "triangle-right",
    "denies": "triangle-down",
    "declines": "triangle-down",
    "retracts": "triangle-left",
}
GROUND = 0.28
MONTH = 29.5


def claim_traces(lane: ClaimsLane, top: float, theme: Theme) -> list[dict[str, Any]]:
    """A trace of glyphs and one of their names, and whiskers where only the month is known."""
    seats = lane.seats
    texts = [plain(shown_name(seat.claim)) for seat in seats]
    where = {
        "type": "scatter",
        "x": stamps([seat.claim.at for seat in seats]),
        "y": [lane.y(seat, top) for seat in seats],
    }
    common = {
        "customdata": [f"claim:{seat.claim.claim_id}" for seat in seats],
        "hoverinfo": "none",
        "showlegend": False,
    }
    marker = {
        "symbol": [SYMBOLS.get(seat.claim.stance, "circle") for seat in seats],
        "size": GLYPH,
        "color": [theme.bg if seat.claim.hollow else theme.ink for seat in seats],
        "line": {"color": theme.ink, "width": 1.4},
        "opacity": 1,
    }
    glyphs = {**where, **common, "mode": "markers", "name": "claims", "marker": marker}
    names = {
        **where,
        **common,
        "mode": "markers+text",
        "name": "claim names",
        "text": [f"<i>{text}</i>" if seat.claim.anonymous else text for text, seat in zip(texts, seats, strict=True)],
        "textposition": ["middle left" if seat.left else "middle right" for seat in seats],
        "textfont": {"size": NAME_SIZE, "color": theme.ink, "shadow": theme.halo},
        "marker": {"size": (START - 1) * OFFSET_OF_SIZE, "opacity": 0},
    }
    return [*_months(lane, top, theme), glyphs, names]


def _months(lane: ClaimsLane, top: float, theme: Theme) -> list[dict[str, Any]]:
    """Whiskers over the month of claims whose day is not known."""
    x: list[str | None] = []
    y: list[float | None] = []
    for seat in lane.seats:
        if seat.claim.month:
            x += [*stamps([seat.claim.at - 0.5, seat.claim.at + MONTH]), None]
            y += [lane.y(seat, top), lane.y(seat, top), None]
    if not x:
        return []
    style = {"line": {"color": theme.ink, "width": 1.6, "dash": "2px,3px"}, "hoverinfo": "skip", "showlegend": False}
    return [{"type": "scatter", "mode": "lines", "name": "claim months", "x": x, "y": y, **style}]


def claim_shapes(
    view: TimelineView, lane: ClaimsLane, top: float, event: tuple[float, float] | None
) -> list[dict[str, Any]]:
    """Ground and base line, and the line that joins the ``event`` (day, px) to the base line."""
    theme, base = view.theme, top + lane.base
    across = {"xref": "paper", "x1": 1, "yref": "y", "layer": "below"}
    ground = {"type": "rect", "x0": -view.gutter / view.plot, "y0": top, "y1": top + lane.height, "line": {"width": 0}}
    line = {"type": "line", "x0": 0, "y0": base, "y1": base, "line": {"color": theme.muted, "width": 1}}
    shapes = [{**across, **ground, "fillcolor": theme.selected, "opacity": GROUND}, {**across, **line}]
    if event:
        x = stamp(event[0])
        joint = {"type": "line", "xref": "x", "x0": x, "x1": x, "yref": "y", "y0": event[1] + 9, "y1": base}
        shapes.append({**joint, "line": {"color": theme.ink, "width": 1}, "layer": "below"})
    return shapes


def claim_notes(view: TimelineView, lane: ClaimsLane, top: float, words: Wording) -> list[dict[str, Any]]:
    """Name of the lane, and beside the base line what stands above and below it."""
    theme, short = view.theme, "_short" if view.compact else ""
    small = text_font(SIZES["caption"], theme.muted)
    room = view.gutter - 12

    def said(key: str) -> str:
        return plain(fit(words.here(f"timeline.claims.{key}"), room, SIZES["caption"]))

    title = plain(fit(words.here("timeline.claims.title"), room + 4, SIZES["lane"], "semibold"))
    notes = [gutter_note(view, title, top + 15, text_font(SIZES["lane"], theme.ink, 700))]
    if not view.compact:
        notes.append(gutter_note(view, said("subtitle"), top + 31, small))
    notes.append(gutter_note(view, said(f"says{short}"), top + lane.base - 11, small, right=True))
    notes.append(gutter_note(view, said(f"denies{short}"), top + lane.base + 11, small, right=True))
    return notes
