"""The boxes of marks and labels, and the rows they are packed into. All positions are pixels from any fixed origin."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from math import inf
from typing import Literal

from components.charts.text import shorten, width

Side = Literal["right", "left"]

HALF = 6.5
START = 10.0
AIR = 8.0
CLEAR = 3.5
MIN_CUT = 14


@dataclass(frozen=True, slots=True)
class Item:
    """One mark to be placed, and what its label would say.

    ``left`` and ``right`` bound everything drawn for it (symbol, whisker, bar). ``tail`` is the width of the words
    after the title, which are never cut. ``rank`` counts from 0, the most salient in view; ``None`` = gets no label.
    ``home`` is false for the further copies of an event that is drawn in several lanes.
    """

    key: int
    x: float
    left: float
    right: float
    title: str = ""
    tail: float = 0.0
    salience: float = 0.0
    rank: int | None = None
    bold: bool = False
    home: bool = True

    def text_start(self, side: Side) -> float:
        """Where the label's text begins (right) or ends (left)."""
        if side == "right":
            return max(self.x + START, self.right + CLEAR)
        return min(self.x - START, self.left - CLEAR)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an item went. ``text`` is empty for a mark without label; ``near``/``far`` bound what it occupies."""

    item: Item
    row: int
    text: str = ""
    side: Side = "right"
    near: float = 0.0
    far: float = 0.0

    @property
    def label(self) -> tuple[float, float] | None:
        """Left and right end of the text itself, without air."""
        if not self.text:
            return None
        start = self.item.text_start(self.side)
        return (start, self.far - AIR) if self.side == "right" else (self.near + AIR, start)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where labels may be: between ``left`` and ``right``, not across ``barrier``. ``stops``: words that end no label.

    ``taken`` are intervals (row, left, right) that something else fills.
    """

    left: float
    right: float
    barrier: float | None = None
    stops: frozenset[str] = frozenset()
    taken: tuple[tuple[int, float, float], ...] = ()


@dataclass(slots=True)
class Row:
    """Disjoint intervals that are taken, and the labelled items among them."""

    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    labelled: dict[int, Placed] = field(default_factory=dict)

    def free(self, left: float, right: float) -> bool:
        """Whether nothing is taken between ``left`` and ``right``."""
        at = bisect_left(self.starts, right)
        return at == 0 or self.ends[at - 1] <= left

    def next_after(self, x: float) -> float:
        """The first taken px at or after ``x``."""
        at = bisect_left(self.starts, x)
        return self.starts[at] if at < len(self.starts) else inf

    def last_before(self, x: float) -> float:
        """The last taken px at or before ``x``."""
        at = bisect_right(self.ends, x) - 1
        return self.ends[at] if at >= 0 else -inf

    def take(self, left: float, right: float) -> None:
        """Take what is still free between ``left`` and ``right``."""
        at = max(bisect_right(self.starts, left) - 1, 0)
        while at < len(self.starts) and self.starts[at] < right:
            if self.ends[at] > left:
                if self.starts[at] > left:
                    self._insert(left, self.starts[at])
                    at += 1
                left = self.ends[at]
            at += 1
        if left < right:
            self._insert(left, right)

    def _insert(self, left: float, right: float) -> None:
        at = bisect_right(self.starts, left)
        self.starts.insert(at, left)
        self.ends.insert(at, right)

    def holds(self, left: float, right: float) -> bool:
        """Whether exactly this interval is taken as a whole."""
        at = bisect_left(self.starts, left)
        return at < len(self.starts) and (self.starts[at], self.ends[at]) == (left, right)

    def give(self, left: float) -> None:
        """Free the interval that starts at ``left``."""
        at = bisect_left(self.starts, left)
        del self.starts[at], self.ends[at]


def text_width(item: Item, text: str) -> float:
    """Width of a label of 12 px with the words after it."""
    return width(text, 12, "semibold" if item.bold else "regular") + item.tail


def box(item: Item, text: str, side: Side, ground: Ground) -> tuple[float, float] | None:
    """What mark and label take together, or None where the label would leave the ground."""
    size = text_width(item, text)
    start = item.text_start(side)
    low, high = (start, start + size) if side == "right" else (start - size, start)
    if low < ground.left or high > ground.right:
        return None
    barrier = ground.barrier
    if barrier is not None and (high + 4 > barrier if item.x < barrier else low < barrier + 4):
        return None
    return (item.left, high + AIR) if side == "right" else (low - AIR, item.right)


def longest(item: Item, room: float, stops: frozenset[str]) -> str:
    """The longest form of the title in ``room`` px: 14 characters or more, or all of it; else empty."""
    for limit in range(len(item.title), MIN_CUT - 1, -2):
        text = shorten(item.title, limit, stops)
        if (len(text) >= MIN_CUT or text == item.title) and text_width(item, text) <= room:
            return text
    return ""


def free_room(row: Row, item: Item, side: Side, ground: Ground) -> float:
    """Px for the text of a label between its mark and what comes next in the row, or the border, on one side."""
    start = item.text_start(side)
    if side == "right":
        return min(row.next_after(item.x) - AIR, ground.right) - start
    return start - max(row.last_before(item.x) + AIR, ground.left)
