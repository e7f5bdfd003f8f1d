"""From an arrangement to plotly traces: bars, density, marks and labels, in this order of drawing."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from components.charts import bars, labels, marks
from components.charts.arrange import Arrangement, LaneDrawn
from components.charts.axis import DAY_MS, stamps
from components.charts.boxes import CLEAR, START, Placed
from components.charts.columns import Columns
from components.charts.density import BAR_MOST, BAR_WIDTH, Bins
from components.charts.positions import DOUBT, Kind
from components.charts.view import BELOW, TimelineView
from components.charts.wordings import Wording
from components.events.cutting import SMALL

Trace = dict[str, Any]
LESS = 0.35
FADING = {Kind.OPEN_START: (True, False), Kind.OPEN_END: (False, True)}


def drawn(view: TimelineView, plan: Arrangement) -> Iterator[tuple[LaneDrawn, Placed, int]]:
    """The marks in the window and one window more on each side: lane, place, index into the plan's positions.

    Of many events less on each side: a window that is moved is drawn anew anyway.
    """
    scale = view.scale
    span = (scale.last - scale.first) * (LESS if view.counted and len(view.story.events) > SMALL else 1)
    for lane in plan.lanes:
        for one in lane.placed:
            k = plan.index(one.item.key)
            near = plan.positions.start[k] <= scale.last + span and plan.positions.end[k] >= scale.first - span
            if view.window is None or near:
                yield lane, one, k


def mark_traces(view: TimelineView, plan: Arrangement, columns: Columns) -> list[Trace]:
    """At most nine traces for marks (bars, six statuses, two overlays), four for labels, and those of density lanes."""
    found = _Found(view, plan, columns)
    for lane, one, k in drawn(view, plan):
        found.add(lane, one, k)
    parts = [
        bars.bar_trace(found.bars, view.theme),
        *density_traces(view, plan),
        *marks.traces(found.marks, view.theme),
        *labels.traces(found.labels, view.theme),
        labels.doubt_trace(found.doubts, view.theme),
    ]
    return [trace for trace in parts if trace]


class _Found:
    """Collects what is drawn for each event."""

    def __init__(self, view: TimelineView, plan: Arrangement, columns: Columns) -> None:
        self.view, self.plan, self.columns = view, plan, columns
        self.marks: list[marks.Mark] = []
        self.bars: list[bars.Bar] = []
        self.labels: list[labels.Label] = []
        self.doubts: list[tuple[float, float, str]] = []

    def add(self, lane: LaneDrawn, one: Placed, k: int) -> None:
        """One event in one lane."""
        row, y, places = one.item.key, lane.y(one.row), self.plan.positions
        event_id, at, kind = self.columns.ids[row], float(places.at[k]), Kind(int(places.kind[k]))
        family, status = self.columns.family[row], self.columns.status[row]
        if kind in (Kind.POINT, Kind.PALE):
            self.marks.append(marks.Mark(event_id, at, y, family, self.columns.kind[row], status))
        if kind is not Kind.POINT:
            self._bar(bars.Bar(event_id, float(places.start[k]), float(places.end[k]), y, family, status), kind)
        if places.whisker[k]:
            centre = bars.Bar(event_id, at, at, y, family, status)
            self.bars += bars.whiskers(centre, places.reach, self.view.packing_scale, self.view.barrier)
        if places.doubt[k]:
            self.doubts.append((at, y, event_id))
        if one.text:
            start, offset = text_anchor(self.plan, k, one.side)
            chosen = event_id == self.view.selected
            tail = self.plan.tails[k]
            self.labels.append(
                labels.Label(event_id, start, y, one.text, tail, one.side, offset, one.item.bold, chosen)
            )

    def _bar(self, bar: bars.Bar, kind: Kind) -> None:
        if kind is Kind.PALE:
            self.bars.append(bars.Bar(bar.event_id, bar.start, bar.end, bar.y, bar.family, bar.status, bars.PALE))
        elif kind in FADING:
            self.bars += bars.fading(bar, self.view.packing_scale, *FADING[kind])
        else:
            self.bars.append(bar)


def text_anchor(plan: Arrangement, k: int, side: str) -> tuple[float, float]:
    """The day a label hangs on and its distance from there in px: the same start as ``Item.text_start``."""
    places, right = plan.positions, side == "right"
    if places.kind[k] != Kind.POINT:
        return float((places.end if right else places.start)[k]), CLEAR
    at = float(places.at[k])
    if places.whisker[k]:
        return at + (places.reach if right else -places.reach), CLEAR
    return at, DOUBT + CLEAR if right and places.doubt[k] else START


def density_traces(view: TimelineView, plan: Arrangement) -> list[Trace]:
    """The bars of density lanes: a trace per lane in its colour, over them one in ink for those not confirmed.

    ``customdata`` is the bin, see ``bin_keys``.
    """
    lanes = [(number, lane, lane.bins) for number, lane in enumerate(plan.lanes) if lane.bins is not None]
    if view.counted:
        return _counted(view, plan, lanes)
    found, open_x, open_y, open_base = [], list[float](), list[float](), list[float]()
    for number, lane, bins in lanes:
        bottom, heights = lane.top + lane.height - BELOW, bins.count / bins.peak * BAR_MOST
        middle = bins.start + bins.days / 2
        marker = {"color": view.theme.families.get(lane.lane.key, view.theme.muted), "opacity": 0.55}
        found.append(
            _bars(bins, middle.tolist(), heights.tolist(), bottom, marker) | {"customdata": bin_keys(bins, number)}
        )
        some = bins.open > 0
        open_x += middle[some].tolist()
        open_y += (bins.open[some] / bins.peak * BAR_MOST).tolist()
        open_base += [bottom] * int(some.sum())
    if open_x:
        marker = {"color": view.theme.ink, "opacity": 0.75}
        found.append(
            _bars(lanes[0][2], open_x, open_y, open_base, marker) | {"name": "not confirmed", "hoverinfo": "skip"}
        )
    return found


def _counted(view: TimelineView, plan: Arrangement, lanes: Sequence[tuple[int, LaneDrawn, Bins]]) -> list[Trace]:
    """The same traces without places and heights: their ``meta`` says what the bars count, the browser does the rest.

    A trace of a lane has ``lane`` (number), ``days`` (of a bin), ``start`` (number of the bin: a whole number of bins
    since 1970), ``count``, ``open``, ``peak`` and ``height`` (px of the peak); the last one has ``open`` = true. Of
    coarse bins nothing is told, so that they have no ``open``.
    """
    found = []
    coarse = [(number, lane, lane.coarse) for number, lane in enumerate(plan.lanes) if lane.coarse is not None]
    for number, lane, bins in (*lanes, *coarse):
        marker = {"color": view.theme.families.get(lane.lane.key, view.theme.muted), "opacity": 0.55}
        about: dict[str, Any] = {
            "lane": number,
            "days": bins.days,
            "start": np.round(bins.start / bins.days).astype(int).tolist(),
            "count": bins.count.tolist(),
            "peak": bins.peak,
            "height": BAR_MOST,
        }
        if bins is not lane.coarse:
            about["open"] = bins.open.tolist()
        elif lane.bins is not None:  # as high as the mean of the narrow bins that would stand there
            about["peak"] = max(lane.bins.peak * bins.days / lane.bins.days, bins.peak)
        found.append(_bars(bins, [], [], lane.top + lane.height - BELOW, marker) | {"meta": about})
    if lanes:
        marker = {"color": view.theme.ink, "opacity": 0.75}
        about = {"open": True}
        found.append(
            _bars(lanes[0][2], [], [], [], marker) | {"name": "not confirmed", "hoverinfo": "skip", "meta": about}
        )
    return found


def _bars(bins: Bins, middle: list[float], heights: list[float], base: Any, marker: dict[str, Any]) -> Trace:
    return {
        "type": "bar",
        "name": "density",
        "x": stamps(middle),
        "y": [-max(round(height, 1), 0.6) for height in heights],
        "base": base,
        "width": round(bins.days * BAR_WIDTH * DAY_MS),
        "marker": {**marker, "line": {"width": 0}},
        "hoverinfo": "none",
        "showlegend": False,
    }


def bin_keys(found: Bins, lane: int) -> list[str]:
    """What a click on each bar reports: "bin:<first moment>/<last moment>/<number of the lane>"."""
    ends = zip(stamps(found.start), stamps(found.start + found.days), strict=True)
    return ["bin:" + "/".join([*(end.replace(" ", "T") for end in pair), str(lane)]) for pair in ends]


def bin_cards(view: TimelineView, plan: Arrangement, words: Wording) -> dict[str, dict[str, str]]:
    """Hover cards of the bars in view: "412 events, 31 not confirmed, 3–9 Nov 2024"."""
    cards = dict[str, dict[str, str]]()
    for number, lane in enumerate(plan.lanes):
        if lane.bins is None or view.counted:
            continue
        found = lane.bins
        for k, key in enumerate(bin_keys(found, number)):
            first = float(found.start[k])
            if view.scale.first - found.days <= first <= view.scale.last:
                span = words.span(first, first + found.days)
                text = words.here("timeline.bin", n=int(found.count[k]), open=int(found.open[k]), span=span)
                cards[key] = {"head": text, "title": ""}
    return cards


def bin_words(plan: Arrangement, words: Wording) -> dict[str, Any]:
    """What the browser needs for the cards of bars: the text for one and for more, and the days of each bin."""
    bins = [lane.bins for lane in plan.lanes if lane.bins is not None]
    spans = {
        round(start / one.days): words.span(start, start + one.days) for one in bins for start in one.start.tolist()
    }
    return {"text": words.here.entry("timeline.bin"), "spans": spans} if bins else {}
