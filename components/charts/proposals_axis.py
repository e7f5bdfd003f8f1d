"""What stands around the marks of the small timeline of an article: days, their lines, the frame of the figure."""

import math
from dataclasses import dataclass
from typing import Any

from components.charts.axis import civil, stamp
from components.charts.proposals_view import SIDE, TOP, ProposalsView
from components.charts.proposals_words import proposal_words
from components.charts.text import Style, plain, width
from components.charts.theme import FONT, SIZES
from components.charts.ticks import EMPTY
from components.charts.wordings import Wording
from components.events.dates import to_day

DATE_GAP = 7.0


def rules(view: ProposalsView, height: float) -> list[dict[str, Any]]:
    """A line at each day that is drawn, a dotted one on the day of the article."""
    theme, published = view.theme, to_day(view.published) + 0.5 if view.published else None
    shapes = []
    for day in view.axis.days:
        line = {"color": theme.grid, "width": 1}
        if day == published:
            line = {"color": theme.faint, "width": 1, "dash": "2px,3px"}
        x = stamp(view.axis.x(day))
        shapes.append(
            {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": height, "line": line, "layer": "below"},
        )
    return shapes


def dates(view: ProposalsView, words: Wording) -> list[dict[str, Any]]:
    """What stands over the axis: the day of the article first, then those of the proposals that still have room."""
    taken: list[tuple[float, float, _Label]] = []
    for label in _labels(view, words):
        size = label.width
        left = min(max(view.axis.x(label.day) - size / 2, -SIDE + 1), view.plot + SIDE - 1 - size)
        if all(left >= end + DATE_GAP or left + size <= start - DATE_GAP for start, end, _ in taken):
            taken.append((left, left + size, label))
    notes, year = [], ""
    for left, right, label in sorted(taken, key=lambda one: one[0]):
        # A year is written where it changes, as on the axis of the large timeline.
        below = label.below if label.strong or label.below != year else ""
        year = year if label.strong else label.below
        notes.append(_note(view, (left + right) / 2, label, below))
    return notes


@dataclass(frozen=True)
class _Label:
    """A ``day`` of the axis in two lines of text; ``strong`` is the day of the article."""

    day: float
    text: str
    below: str = ""
    strong: bool = False

    @property
    def width(self) -> float:
        """Px that it takes."""
        style: Style = "semibold" if self.strong else "regular"
        return max(width(text, SIZES["caption"], style) for text in (self.text, self.below))


def _labels(view: ProposalsView, words: Wording) -> list[_Label]:
    """In the order in which they get room: the day of the article, the selected event, the others."""
    found: dict[float, _Label] = {}
    if view.published:
        day = to_day(view.published)
        word = proposal_words(view.language)("published")
        found[day + 0.5] = _Label(day + 0.5, words.day(day, "day_month"), word, strong=True)
    for key, one in sorted(view.dated.items(), key=lambda pair: pair[0] != view.selected):
        if one.precision in ("month", "season", "year", "decade"):
            middle = (one.earliest + one.latest + 1) / 2
            found.setdefault(middle, _Label(middle, words.when(view.proposals[key].when.strip("?~%"))))
            continue
        for day in {one.earliest, one.latest} - {-math.inf, math.inf}:
            at = day + 0.5 if one.precision == "day" else day + (day == one.latest)
            found.setdefault(at, _Label(at, words.day(day, "day_month"), words.year(civil(day)[0])))
    return list(found.values())


def _note(view: ProposalsView, x: float, label: _Label, below: str) -> dict[str, Any]:
    colour = view.theme.ink if label.strong else view.theme.muted
    return {
        "text": f"{plain(label.text)}<br>{plain(below) or EMPTY}",
        "x": stamp(x),
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 3,
        "showarrow": False,
        "borderpad": 0,
        "align": "center",
        "font": {"size": SIZES["caption"], "color": colour, "weight": 600 if label.strong else 400},
    }


def frame(view: ProposalsView, height: float) -> dict[str, Any]:
    """Everything of the layout that does not hang on the proposals; ``height`` is that of the whole figure in px."""
    return {
        "width": view.width,
        "height": height,
        "autosize": False,
        "paper_bgcolor": view.theme.bg,
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": SIZES["label"], "color": view.theme.muted},
        "margin": {"l": SIDE, "r": SIDE, "t": TOP, "b": 0, "pad": 0, "autoexpand": False},
        "showlegend": False,
        "hovermode": "closest",
        "hoverdistance": 12,
        "barmode": "overlay",
        "bargap": 0,
        "dragmode": False,
        "xaxis": {
            "type": "date",
            "range": [stamp(0.0), stamp(view.plot)],
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "showticklabels": False,
            "ticks": "",
            "side": "top",
            "showline": True,
            "linecolor": view.theme.faint,
            "linewidth": 1,
        },
        "yaxis": {"range": [height - TOP, 0], "fixedrange": True, "visible": False},
    }
