"""The greedy packing of one lane: in which row each mark sits and what its label says, on which side.

A row has no meaning, so mark and label choose it together. A label never covers a mark or another label: if there is
no room it is shortened, then dropped. All positions are pixels at the scale of the layout, from any fixed origin.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from components.charts.boxes import AIR, HALF, Ground, Item, Placed, Row, Side, box, free_room, longest
from components.charts.text import shorten

SLOTS = (6.5, 5.0)
TIGHT = 3.5
PROTECTED = 6
LEAST_CAP = 4
MORE_ROWS = 3
OVER_CAP = 2
SIDES: tuple[Side, ...] = ("right", "left")
BOLD_LENGTHS = (70, 52, 36)
REGULAR_LENGTHS = (44, 32)
GROWING = (120, 90, 70, 60, 52, 44, 36)


@dataclass(frozen=True, slots=True)
class Packed:
    """A packed lane. ``lost`` = sum of salience³ over events whose label found no room at its usual lengths."""

    rows: int
    placed: tuple[Placed, ...]
    lost: float


def rows_wanted(items: Sequence[Item], least: int, cap: int, slot: float = 13.0) -> int:
    """First fit of the marks alone in slots of ``slot`` px, held between ``least`` and ``cap`` rows."""
    return max(least, min(cap, first_fit([(item.left, item.right) for item in items], slot, cap)))


def first_fit(boxes: Sequence[tuple[float, float]], slot: float, cap: int) -> int:
    """Rows that boxes need (counted up to ``cap`` + 2), each shrunk by what a slot is smaller than a mark."""
    shrink = HALF - slot / 2
    ends: list[float] = []
    for left, right in sorted(boxes):
        for row, end in enumerate(ends):
            if end <= left + shrink:
                ends[row] = right - shrink
                break
        else:
            ends.append(right - shrink)
            if len(ends) > cap + 1:
                return len(ends)
    return len(ends)


def pack_lane(items: Sequence[Item], rows: int, cap: int, ground: Ground) -> Packed:
    """Place all items of a lane in ``rows`` rows (or one more where a protected label asks for it)."""
    lane = LanePacking(items, rows, cap, ground)
    lane.label_pass()
    lane.mark_pass()
    lost = sum(p.item.salience**3 for p in lane.placed.values() if p.item.rank is not None and not p.text)
    lane.second_chance()
    lane.growing_pass()
    return Packed(len(lane.rows), tuple(lane.placed[item.key] for item in items), lost)


def pack_labels(items: Sequence[Item], rows: int, ground: Ground) -> Packed:
    """Place only those items that get a label (a density lane): the others are not in the result."""
    lane = LanePacking(items, rows, rows, ground)
    lane.label_pass()
    lane.growing_pass()
    used = max((p.row + 1 for p in lane.placed.values()), default=0)
    return Packed(used, tuple(lane.placed.values()), 0.0)


class LanePacking:
    """The state of one packing."""

    def __init__(self, items: Sequence[Item], rows: int, cap: int, ground: Ground) -> None:
        self.items, self.cap, self.ground = items, cap, ground
        self.rows = [Row() for _ in range(rows)]
        self.placed: dict[int, Placed] = {}
        for row, left, right in ground.taken:
            if row < rows:
                self.rows[row].take(left, right)

    def label_pass(self) -> None:
        """By decreasing salience: the first free box for mark and label together."""
        ranked = [item for item in self.items if item.rank is not None]
        for item in sorted(ranked, key=lambda item: (item.rank, item.key)):
            self._label(item)

    def _label(self, item: Item) -> None:
        tried = ""
        for limit in BOLD_LENGTHS if item.bold else REGULAR_LENGTHS:
            text = shorten(item.title, limit, self.ground.stops)
            if text == tried:
                continue
            tried = text
            for side in ("right", "left"):
                taken = box(item, text, side, self.ground)
                if taken is None:
                    continue
                for number, row in enumerate(self.rows):
                    if row.free(*taken):
                        self.put(Placed(item, number, text, side, *taken))
                        return

    def put(self, placed: Placed) -> None:
        """Take the room of a placed item."""
        row = self.rows[placed.row]
        row.take(placed.near, placed.far)
        self.placed[placed.item.key] = placed
        if placed.text:
            row.labelled[placed.item.key] = placed

    def take_back(self, placed: Placed) -> None:
        """Free the room of a labelled item."""
        self.rows[placed.row].give(placed.near)
        self.rows[placed.row].labelled.pop(placed.item.key, None)

    def mark_pass(self) -> None:
        """The other events from left to right, each in the first row with a free slot."""
        rest = [item for item in self.items if item.key not in self.placed]
        for item in sorted(rest, key=lambda item: (item.x, item.key)):
            self.put(Placed(item, self._row_for(item), near=item.left, far=item.right))

    def _row_for(self, item: Item) -> int:
        at_cap = len(self.rows) >= self.cap
        for half in (*SLOTS, TIGHT) if at_cap else SLOTS:
            shrink = HALF - half
            for number, row in enumerate(self.rows):
                if row.free(item.left + shrink, item.right - shrink):
                    return number
        found = self._make_room(item)
        if found is None and at_cap:
            found = self._over_marks(item)
        if found is None:
            self.rows.append(Row())
            found = len(self.rows) - 1
        return found

    def _make_room(self, item: Item) -> int | None:
        """The row whose blocking label has the least salience; that label is shortened or dropped."""
        best: tuple[float, int, Placed] | None = None
        for number, row in enumerate(self.rows):
            blocker = self._only_blocker(row, item)
            if blocker is not None and (best is None or blocker.item.salience < best[0]):
                best = (blocker.item.salience, number, blocker)
        if best is None:
            return None
        self._shorten(best[2], item)
        return best[1]

    def _only_blocker(self, row: Row, item: Item) -> Placed | None:
        """The one label (not a mark, and not of a protected rank) that keeps ``item`` out of ``row``."""
        left, right = item.left + HALF - SLOTS[-1], item.right - HALF + SLOTS[-1]
        at, blockers = bisect_left(row.starts, right) - 1, 0
        while at >= 0 and row.ends[at] > left:
            blockers += 1
            at -= 1
        if blockers != 1:
            return None
        for placed in row.labelled.values():
            if placed.near < right and left < placed.far:
                rank = placed.item.rank
                mark_free = placed.item.right <= left or right <= placed.item.left
                return placed if mark_free and rank is not None and rank >= PROTECTED else None
        return None

    def _shorten(self, placed: Placed, item: Item) -> None:
        """Cut a label so that it ends before the mark of ``item``, or drop it."""
        start = placed.item.text_start(placed.side)
        room = item.left - AIR - start if placed.side == "right" else start - item.right - AIR
        text = longest(placed.item, room, self.ground.stops)
        taken = box(placed.item, text, placed.side, self.ground) if text else None
        self.take_back(placed)
        near, far = taken or (placed.item.left, placed.item.right)
        self.put(replace(placed, text=text if taken else "", near=near, far=far))

    def _over_marks(self, item: Item) -> int | None:
        """At the cap: the row where the mark covers other marks only, and of these the least of them."""
        best: tuple[float, int] | None = None
        for number, row in enumerate(self.rows):
            if any(_covers(placed, item) for placed in row.labelled.values()):
                continue
            covered = sum(
                min(item.right, row.ends[at]) - max(item.left, row.starts[at])
                for at in range(len(row.starts))
                if row.starts[at] < item.right and item.left < row.ends[at]
            )
            if best is None or covered < best[0]:
                best = (covered, number)
        return best[1] if best else None

    def second_chance(self) -> None:
        """Labels that found no room or lost it: the longest text that fits anywhere in the lane as it now is."""
        lost = [p for p in self.placed.values() if p.item.rank is not None and not p.text]
        for placed in sorted(lost, key=lambda p: (p.item.rank or 0, p.item.key)):
            self._again(placed)

    def _again(self, placed: Placed) -> None:
        item = placed.item
        if self.rows[placed.row].holds(placed.near, placed.far):
            self.rows[placed.row].give(placed.near)
        best = placed
        for number, row in enumerate(self.rows):
            if not row.free(item.left, item.right):
                continue
            for side in SIDES:
                text = longest(item, free_room(row, item, side, self.ground), self.ground.stops)
                taken = box(item, text, side, self.ground) if len(text) > len(best.text) else None
                if taken is not None and row.free(*taken):
                    best = Placed(item, number, text, side, *taken)
        self.put(best)

    def growing_pass(self) -> None:
        """Each cut label takes a longer text if its row is still free."""
        cut = [p for p in self.placed.values() if p.text and p.text != p.item.title]
        for placed in sorted(cut, key=lambda p: (p.item.rank or 0, p.item.key)):
            self._grow(placed)

    def _grow(self, placed: Placed) -> None:
        for limit in GROWING:
            text = shorten(placed.item.title, limit, self.ground.stops)
            if len(text) <= len(placed.text):
                return
            taken = box(placed.item, text, placed.side, self.ground)
            if taken is None:
                continue
            more = (placed.far, taken[1]) if placed.side == "right" else (taken[0], placed.near)
            row = self.rows[placed.row]
            if row.free(*more):
                self.take_back(placed)
                self.put(replace(placed, text=text, near=taken[0], far=taken[1]))
                return


def _covers(placed: Placed, item: Item) -> bool:
    label = placed.label
    return label is not None and label[0] < item.right + 2 and item.left - 2 < label[1]


def pack(lanes: Sequence[Sequence[Item]], least: int, cap: int, budget: int, grounds: Sequence[Ground]) -> list[Packed]:
    """Pack all lanes and give the rows left in the budget to those that lose the most salient labels."""
    done = [
        pack_lane(items, rows_wanted(items, least, cap), cap, ground)
        for items, ground in zip(lanes, grounds, strict=True)
    ]
    spent: set[int] = set()
    while sum(lane.rows for lane in done) < budget:
        number = max((k for k in range(len(done)) if k not in spent), key=lambda k: done[k].lost, default=None)
        if number is None or done[number].lost <= 0:
            break
        room = min(budget - sum(lane.rows for lane in done) + done[number].rows, cap + OVER_CAP)
        more = _with_more_rows(lanes[number], done[number], room, cap, grounds[number])
        if more is None:
            spent.add(number)
        else:
            done[number] = more
    return done


def _with_more_rows(items: Sequence[Item], now: Packed, room: int, cap: int, ground: Ground) -> Packed | None:
    """The lane with the fewest more rows (up to 3, ``room`` in all) that save a label; None where they save none."""
    for rows in range(now.rows + 1, min(now.rows + MORE_ROWS, room) + 1):
        more = pack_lane(items, rows, cap, ground)
        if more.lost < now.lost and more.rows <= room:
            return more
    return None


def shared_cap(lanes: Sequence[Sequence[Item]], least: int, cap: int, budget: int) -> int:
    """The cap, lowered (not below 4 rows) while the lanes together want more rows than the budget has."""
    while cap > LEAST_CAP and sum(rows_wanted(items, least, cap) for items in lanes) > budget:
        cap -= 1
    return cap
