"""The arrangement of a timeline: which lane is how high, which marks it holds in which rows, and which labels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from components.charts import density
from components.charts.boxes import Ground, Item, Placed
from components.charts.columns import Columns
from components.charts.edges import trim
from components.charts.labels import tail_width
from components.charts.lanes import LEAST_ROWS, Lane, Lanes
from components.charts.packing import Packed, pack, pack_labels, shared_cap
from components.charts.positions import Positions, positions
from components.charts.text import width
from components.charts.view import ABOVE, BELOW, ROW, TimelineView
from components.charts.wordings import Wording
from components.events.joins import recall

Floats = NDArray[np.floating]
Rows = NDArray[np.intp]

PACK_WHOLE = 2000
DENSE_BUDGET = 6
MARGINS = (1.0, 0.25, 0.0)
BARS_MARGIN = 0.25
NEIGHBOURHOOD = 0.84
"""Part of the plot's width, at the packing's scale, in which a salient event must be among the first."""


@dataclass(frozen=True)
class LaneDrawn:
    """One lane as drawn, ``top`` and ``height`` in px. ``bins`` where it is a density lane.

    ``coarse`` are wide bins around the window, for whoever zooms out before the next picture is there.
    """

    lane: Lane
    top: float
    height: float
    placed: tuple[Placed, ...]
    events: int = 0
    bins: density.Bins | None = None
    coarse: density.Bins | None = None

    def y(self, row: int) -> float:
        """Middle of a row in px from the top of the lanes."""
        return self.top + ABOVE + ROW * row + ROW / 2


@dataclass(frozen=True)
class Arrangement:
    """All lanes; for the events drawn (``rows`` of the story, ascending) their positions and the words after a label.

    ``Item.key`` of a placed mark is the event's row in ``story.events``; ``index`` leads to its position and tail.
    """

    lanes: tuple[LaneDrawn, ...]
    rows: Rows
    positions: Positions
    tails: tuple[str, ...]
    height: float

    def index(self, key: int) -> int:
        """Index into ``positions`` and ``tails``."""
        return int(np.searchsorted(self.rows, key))


@dataclass(frozen=True)
class _Pool:
    """The events of one lane that may be drawn as marks: rows of the story, ascending."""

    rows: Rows
    events: int
    bins: density.Bins | None = None
    coarse: density.Bins | None = None


def arrange(view: TimelineView, lanes: Lanes, columns: Columns, words: Wording) -> Arrangement:
    """Pack the events of ``view`` into its lanes."""
    pools = [_pool(view, number, lanes.rows(number), columns) for number in range(len(lanes.lanes))]
    rows = np.unique(np.concatenate([pool.rows for pool in pools])) if pools else np.zeros(0, dtype=np.intp)
    columns.prepare(rows)
    found = positions(view.story.events.iloc[rows], view.packing_scale)
    tails = tuple(words.tail(columns.status[row], view.previous.get(columns.ids[row])) for row in rows.tolist())
    makers = _Items(view, lanes, columns, words, rows, found, tails)
    items = [makers.items(number, pool) for number, pool in enumerate(pools)]
    packed = _pack(view, pools, items, words)
    if view.window is not None:
        packed = [makers.trimmed(lane, words, pool.bins is not None) for lane, pool in zip(packed, pools, strict=True)]
    drawn, top = [], 0.0
    for lane, pool, one in zip(lanes.lanes, pools, packed, strict=True):
        bars = density.BARS_HEIGHT if pool.bins else 0
        height = ABOVE + ROW * one.rows + bars + BELOW
        drawn.append(LaneDrawn(lane, top, height, one.placed, pool.events, pool.bins, pool.coarse))
        top += height
    return Arrangement(tuple(drawn), rows, found, tails, top)


def _pool(view: TimelineView, number: int, rows: Rows, columns: Columns) -> _Pool:
    """Which events of a lane take part: all of them, those near the window, or the most salient of a dense lane."""
    rows = rows[columns.dated[rows]]
    first, last = view.scale.first, view.scale.last
    visible = columns.near(rows, first, last)
    near = rows
    if len(rows) > PACK_WHOLE:
        for margin in MARGINS:
            near = columns.near(rows, first - margin * (last - first), last + margin * (last - first))
            if len(near) <= PACK_WHOLE:
                break
    span = last - first
    coarse = None
    if view.counted and view.window is not None and len(rows) > PACK_WHOLE:
        scale = view.plot / (view.extent[1] - view.extent[0])
        coarse = recall(
            view.story,
            f"coarse bins {view.lanes} {number} {scale}",
            lambda: density.bins(columns.day[rows], columns.open[rows], scale, -np.inf, np.inf),
        )
        coarse = density.around(coarse, first - BARS_MARGIN * span, last + BARS_MARGIN * span)
    if not _dense(view, visible):
        return _Pool(near, len(rows), None, coarse)
    scale = view.packing_scale
    wide = columns.near(rows, first - 2 * span, last + 2 * span) if view.window is not None else rows
    found = density.bins(
        columns.day[wide], columns.open[wide], scale, first - BARS_MARGIN * span, last + BARS_MARGIN * span
    )
    near = columns.near(rows, first - span, last + span)
    chosen = density.candidates(columns.day[near], columns.urgency[near], scale, view.plot)
    return _Pool(near[chosen], len(rows), found, coarse)


def _dense(view: TimelineView, visible: Rows) -> bool:
    if not density.MANY < len(visible) <= density.TOO_MANY:
        return len(visible) > density.TOO_MANY
    boxes = positions(view.story.events.iloc[visible], view.packing_scale).boxes(view.packing_scale)
    return density.is_dense(*boxes, view.cap)


@dataclass(frozen=True)
class _Items:
    """Makes the items of the packing, at its scale and at that of the screen."""

    view: TimelineView
    lanes: Lanes
    columns: Columns
    words: Wording
    rows: Rows
    found: Positions
    tails: tuple[str, ...]

    def items(self, number: int, pool: _Pool) -> list[Item]:
        """Items of one lane at the scale of the packing, in px from day 0."""
        scale = self.view.packing_scale
        at = np.searchsorted(self.rows, pool.rows)
        left, right = self.found.boxes(scale)
        ranks = self._ranks()
        home = self.lanes.home[pool.rows] == number
        most, bold = (np.inf if pool.bins else self.view.most_labels), self.view.most_bold
        made = []
        for row, k, labelled in zip(pool.rows.tolist(), at.tolist(), home.tolist(), strict=True):
            rank = int(ranks[k]) if labelled and ranks[k] < most else None
            made.append(
                Item(
                    key=row,
                    x=float(self.found.at[k]) * scale,
                    left=float(left[k]),
                    right=float(right[k]),
                    title=self.columns.titles[row] if rank is not None else "",
                    tail=tail_width(self.tails[k]),
                    salience=float(self.columns.salience[row]),
                    rank=rank,
                    bold=rank is not None and (rank < bold or self.columns.ids[row] in self.view.fresh),
                    home=labelled,
                )
            )
        return made

    def _ranks(self) -> NDArray[np.int64]:
        view = self.view
        reach = np.inf if view.window is None else NEIGHBOURHOOD * view.plot / 2
        order = self.columns.urgency[self.rows]
        return density.local_ranks(self.found.at * view.packing_scale, order, reach)

    def trimmed(self, lane: Packed, words: Wording, dense: bool) -> Packed:
        """A packed lane in px of the window, its labels kept inside; a dense lane keeps labelled marks only."""
        scale = self.view.scale
        left, right = self.found.boxes(scale.px_per_day)
        zero = scale.first * scale.px_per_day
        items = []
        for one in lane.placed:
            k = int(np.searchsorted(self.rows, one.item.key))
            x = scale.x(float(self.found.at[k]))
            items.append(replace(one.item, x=x, left=float(left[k]) - zero, right=float(right[k]) - zero))
        barrier = None if self.view.barrier is None else scale.x(self.view.barrier)
        ground = Ground(0.0, scale.width, barrier, words.stops)
        kept = [one for one in trim(lane.placed, items, ground) if one.text or not dense]
        return Packed(lane.rows, tuple(kept), lane.lost)


def _pack(view: TimelineView, pools: Sequence[_Pool], items: Sequence[list[Item]], words: Wording) -> list[Packed]:
    scale = view.packing_scale
    first, last = min(view.extent[0], view.scale.first), max(view.extent[1], view.scale.last)
    barrier = None if view.barrier is None else view.barrier * scale
    grounds = [
        Ground(first * scale, last * scale, barrier, words.stops, _taken(view, words) if number == 0 else ())
        for number in range(len(pools))
    ]
    open_lanes = [number for number, pool in enumerate(pools) if pool.bins is None]
    budget = view.budget - DENSE_BUDGET * (len(pools) - len(open_lanes))
    least = LEAST_ROWS[view.lanes]
    among = [items[k] for k in open_lanes]
    cap = shared_cap(among, least, view.cap, budget) if view.many_lanes else view.cap
    done = pack(among, least, cap, budget, [grounds[k] for k in open_lanes])
    marks = dict(zip(open_lanes, done, strict=True))
    return [
        marks[number] if number in marks else pack_labels(items[number], density.LABEL_ROWS, grounds[number])
        for number in range(len(pools))
    ]


def _taken(view: TimelineView, words: Wording) -> tuple[tuple[int, float, float], ...]:
    """The room of the words on unknown ground."""
    if view.barrier is None:
        return ()
    start = view.barrier * view.packing_scale
    return ((0, start, start + 20 + width(words.here("timeline.hidden"), 12)),)
