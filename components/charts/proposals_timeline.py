"""The small timeline of an article: the events it tells, each as the article tells it. Proposals in, a figure out.

The axis is a ``warp``: one article may speak of last week and of 2014. Everything is therefore laid out in px, and a px
stands where the traces of the large timeline expect a day.
"""

from collections.abc import Sequence
from typing import Any

from components.articles.model import Proposal
from components.charts import bars, labels, marks
from components.charts.axis import stamp
from components.charts.boxes import CLEAR, START, Ground, Item, Placed
from components.charts.drawing import FADING
from components.charts.packing import Packed, pack_lane
from components.charts.positions import Kind, Positions, positions
from components.charts.proposals_axis import dates, frame, rules
from components.charts.proposals_view import SIDE, TOP, ProposalsView, table
from components.charts.proposals_words import alternative, card, proposal_status
from components.charts.wordings import Wording, wording
from components.events.dates import bounds

BELOW, ROW, ABOVE = 8, 19, 8
LEAST_ROWS, MOST_ROWS = 2, 7
NUMBER = "\u2002"


def undated(proposals: Sequence[Proposal]) -> list[int]:
    """The places of the proposals that have no date, which the picture cannot show."""
    return [k for k, one in enumerate(proposals) if not one.when or bounds(one.when).precision == "none"]


def proposals_dict(view: ProposalsView) -> dict[str, Any]:
    """The figure as a plain dict. ``view`` needs at least one dated proposal; see ``undated``.

    ``layout.meta`` holds what the browser needs besides (chart, events, cards, order, alt). Raises ``DateError`` for a
    date that is no EDTF, ValueError when no proposal has one.
    """
    words, keys = wording(view.language), list(view.dated)
    if not keys:
        raise ValueError("a timeline needs a proposal with a date")
    places = positions(table(view), 1.0)
    packed = _pack(view, keys, places, words)
    height = ABOVE + ROW * packed.rows + BELOW
    drawn = _Drawn(view, keys, places)
    for one in packed.placed:
        drawn.add(one)
    shapes = [*rules(view, height), *drawn.boxes]
    layout = {
        **frame(view, TOP + height),
        "shapes": shapes,
        "annotations": dates(view, words),
        "meta": _meta(view, keys, places, TOP + height),
    }
    return {"data": drawn.traces(), "layout": layout}


def _pack(view: ProposalsView, keys: Sequence[int], places: Positions, words: Wording) -> Packed:
    """In the fewest rows that hold all labels, or as many as can be held."""
    left, right = places.boxes(1.0)
    items = [_item(view, key, float(places.at[n]), left[n], right[n], words) for n, key in enumerate(keys)]
    ground = Ground(0.0, view.plot, stops=words.stops)
    best = pack_lane(items, LEAST_ROWS, MOST_ROWS, ground)
    for rows in range(LEAST_ROWS + 1, MOST_ROWS + 1):
        if not best.lost:
            break
        packed = pack_lane(items, rows, MOST_ROWS, ground)
        best = packed if packed.lost < best.lost else best
    return best


def _item(view: ProposalsView, key: int, x: float, left: float, right: float, words: Wording) -> Item:
    one = view.proposals[key]
    return Item(
        key=key,
        x=x,
        left=left,
        right=right,
        title=f"{key + 1}{NUMBER}{one.title}",
        tail=labels.tail_width(_tail(one, words)),
        salience=1.0,
        rank=key,
        bold=one.match.verdict == "new",
    )


def _tail(proposal: Proposal, words: Wording) -> str:
    """The status in words where it is not what an article is expected to do: report."""
    status = proposal_status(proposal)
    return "" if status == "reported" else words.tail(status)


class _Drawn:
    """Collects what is drawn for each proposal."""

    def __init__(self, view: ProposalsView, keys: Sequence[int], places: Positions) -> None:
        self.view, self.places, self.words = view, places, wording(view.language)
        self.index = {key: n for n, key in enumerate(keys)}
        self.marks: list[marks.Mark] = []
        self.bars: list[bars.Bar] = []
        self.labels: list[labels.Label] = []
        self.boxes: list[dict[str, Any]] = []

    def add(self, one: Placed) -> None:
        """One proposal in its row."""
        key, n = one.item.key, self.index[one.item.key]
        proposal, y = self.view.proposals[key], ABOVE + ROW * one.row + ROW / 2
        kind, at, status = Kind(int(self.places.kind[n])), float(self.places.at[n]), proposal_status(proposal)
        family = self.view.family(proposal.type)
        if kind in (Kind.POINT, Kind.PALE):
            self.marks.append(marks.Mark(str(key), at, y, family, proposal.type, status))
        if kind is not Kind.POINT:
            self._bar(
                bars.Bar(str(key), float(self.places.start[n]), float(self.places.end[n]), y, family, status), kind
            )
        if self.places.whisker[n]:
            self.bars += bars.whiskers(bars.Bar(str(key), at, at, y, family, status), self.places.reach, 1.0)
        if one.text:
            self.labels.append(self._label(one, n, y))
        if key == self.view.selected:
            self.boxes.append(_box(self.view, one, y))

    def _bar(self, bar: bars.Bar, kind: Kind) -> None:
        if kind is Kind.PALE:
            self.bars.append(bars.Bar(bar.event_id, bar.start, bar.end, bar.y, bar.family, bar.status, bars.PALE))
        elif kind in FADING:
            self.bars += bars.fading(bar, 1.0, *FADING[kind])
        else:
            self.bars.append(bar)

    def _label(self, one: Placed, n: int, y: float) -> labels.Label:
        right, places, key = one.side == "right", self.places, one.item.key
        at, offset = float(places.at[n]), START
        if places.kind[n] != Kind.POINT:
            at, offset = float((places.end if right else places.start)[n]), CLEAR
        elif places.whisker[n]:
            at, offset = at + (places.reach if right else -places.reach), CLEAR
        tail = _tail(self.view.proposals[key], self.words)
        return labels.Label(str(key), at, y, one.text, tail, one.side, offset, one.item.bold, key == self.view.selected)

    def traces(self) -> list[dict[str, Any]]:
        """Bars, marks, labels, in this order of drawing."""
        theme = self.view.theme
        bar = bars.bar_trace(self.bars, theme)
        return [*([bar] if bar else []), *marks.traces(self.marks, theme), *labels.traces(self.labels, theme)]


def _box(view: ProposalsView, one: Placed, y: float) -> dict[str, Any]:
    """The rectangle round the selected proposal."""
    left, right = one.item.left - 3, one.item.right + 3
    if one.label:
        left, right = min(left, one.label[0] - 4), max(right, one.label[1] + 4)
    return {
        "type": "rect",
        "x0": stamp(left),
        "x1": stamp(right),
        "y0": y - 9.5,
        "y1": y + 9.5,
        "fillcolor": view.theme.selected,
        "line": {"color": view.theme.faint, "width": 1},
        "layer": "between",
    }


def _meta(view: ProposalsView, keys: Sequence[int], places: Positions, height: float) -> dict[str, Any]:
    row = [key for _, key in sorted((float(places.at[n]), key) for n, key in enumerate(keys))]
    around = zip([None, *row], row, [*row[1:], None], strict=False)
    order = {str(key): ["" if one is None else str(one) for one in (before, after)] for before, key, after in around}
    order[""] = [str(row[-1]), str(row[0])]
    return {
        "chart": "article",
        "events": len(keys),
        "height": height,
        "gutter": SIDE,
        "right": SIDE,
        "selected": str(view.selected) if view.selected in keys else "",
        "order": order,
        "cards": {str(key): card(view.proposals[key], view.language) for key in keys},
        "alt": alternative(view.proposals, len(keys), view.language),
    }
