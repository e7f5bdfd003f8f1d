"""Labels of marks: their text as plotly markup, and the traces that draw them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.charts.axis import stamps
from components.charts.text import plain, width
from components.charts.theme import SIZES, Theme

# plotly draws text at the marker's edge: 1 px + size / 1.6 from the point. So an unseen marker sets the distance.
OFFSET_OF_SIZE = 1.6
MARK_OFFSET = 9.0


@dataclass(frozen=True, slots=True)
class Label:
    """One label: ``at`` (day) and ``offset`` (px from there) say where its text starts, to the ``side``."""

    event_id: str
    at: float
    y: float
    text: str
    tail: str
    side: str
    offset: float
    bold: bool
    selected: bool = False


def tail_width(tail: str) -> float:
    """Width in px of the words after a title."""
    return width(f" · {tail}", SIZES["label"], "italic") if tail else 0.0


def markup(label: Label, theme: Theme) -> str:
    """The label as plotly's pseudo-HTML. The story's words are escaped; the tail is muted italic of weight 400."""
    if not label.tail:
        return plain(label.text)
    style = f"font-weight:400;color:{theme.muted}" if label.bold else ""
    words = f" · {plain(label.tail)}"
    return plain(label.text) + (f'<i><span style="{style}">{words}</span></i>' if style else f"<i>{words}</i>")


def traces(labels: Sequence[Label], theme: Theme) -> list[dict[str, Any]]:
    """At most three traces: bold, regular, selected (whose halo is the colour of the selection)."""
    chosen = [label for label in labels if label.selected]
    bold = [label for label in labels if label.bold and not label.selected]
    regular = [label for label in labels if not label.bold and not label.selected]
    groups = (
        ("labels", regular, {"color": theme.muted, "weight": 400, "shadow": theme.halo}),
        ("bold labels", bold, {"color": theme.ink, "weight": 600, "shadow": theme.halo}),
        ("selected label", chosen, {"color": theme.ink, "weight": 600, "shadow": "none"}),
    )
    return [_trace(name, group, font, theme) for name, group, font in groups if group]


def _trace(name: str, labels: Sequence[Label], font: dict[str, Any], theme: Theme) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": name,
        "x": stamps([label.at for label in labels]),
        "y": [label.y for label in labels],
        "text": [markup(label, theme) for label in labels],
        "textposition": [f"middle {label.side}" for label in labels],
        "textfont": {"size": SIZES["label"], **font},
        "marker": {"size": [round((label.offset - 1) * OFFSET_OF_SIZE, 1) for label in labels], "opacity": 0},
        "customdata": [label.event_id for label in labels],
        "hoverinfo": "none",
        "showlegend": False,
    }


def doubt_trace(points: Sequence[tuple[float, float, str]], theme: Theme) -> dict[str, Any] | None:
    """Superscript question marks for (day, y, event_id) of uncertain dates."""
    if not points:
        return None
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": "doubt",
        "x": stamps([at for at, _, _ in points]),
        "y": [y - 4 for _, y, _ in points],
        "text": ["?"] * len(points),
        "textposition": "middle right",
        "marker": {"size": round((MARK_OFFSET - 1) * OFFSET_OF_SIZE, 1), "opacity": 0},
        "textfont": {"size": SIZES["small"], "color": theme.muted, "weight": 600, "shadow": theme.halo},
        "customdata": [event_id for _, _, event_id in points],
        "hoverinfo": "skip",
        "showlegend": False,
    }
