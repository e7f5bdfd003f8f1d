"""The last pass, at the scale on screen: labels that the window would cut are turned, shortened or left out.

Rows are those of the packing, which knows nothing of the window: so panning changes words near the borders, no mark.
"""

from collections.abc import Sequence
from dataclasses import replace

from components.charts.boxes import Ground, Item, Placed, Side, box, free_room, longest, text_width
from components.charts.packing import LanePacking


def trim(placed: Sequence[Placed], items: Sequence[Item], ground: Ground) -> list[Placed]:
    """``placed`` with the boxes of ``items`` (the same marks, in px of the window), labels kept inside ``ground``.

    A label whose mark is out of the window but whose words would reach into it is dropped. One that crosses a border
    goes to the other side of its mark, or is cut, or takes the room of a less salient one, or is dropped.
    """
    lane = LanePacking(
        items, max((one.row + 1 for one in placed), default=1), 0, replace(ground, left=-1e12, right=1e12)
    )
    moved = [_move(one, item) for one, item in zip(placed, items, strict=True)]
    kept = [_without(one) if _intrudes(one, ground) else one for one in moved]
    for one in sorted(kept, key=lambda one: not one.text):
        lane.put(one)
    lane.ground = ground
    for one in sorted(kept, key=lambda one: (one.item.rank is None, one.item.rank, one.item.key)):
        if _crosses(one, ground):
            _turn(lane, one)
    lane.growing_pass()
    return [lane.placed[item.key] for item in items]


def _move(one: Placed, item: Item) -> Placed:
    """``one`` with the box of ``item``, its text and side kept."""
    if not one.text:
        return replace(one, item=item, near=item.left, far=item.right)
    taken = box(item, one.text, one.side, Ground(-1e12, 1e12))
    near, far = taken or (item.left, item.right)
    return replace(one, item=item, near=near, far=far)


def _without(one: Placed) -> Placed:
    return replace(one, text="", near=one.item.left, far=one.item.right)


def _inside(one: Placed, ground: Ground) -> bool:
    return ground.left <= one.item.x <= ground.right


def _reaches(one: Placed, ground: Ground) -> bool:
    label = one.label
    return label is not None and label[0] < ground.right and label[1] > ground.left


def _intrudes(one: Placed, ground: Ground) -> bool:
    return not _inside(one, ground) and _reaches(one, ground)


def _crosses(one: Placed, ground: Ground) -> bool:
    label = one.label
    return _inside(one, ground) and label is not None and (label[0] < ground.left or label[1] > ground.right)


def _turn(lane: LanePacking, one: Placed) -> None:
    """Another side or a shorter text for a label that the border cuts."""
    lane.take_back(one)
    row, ground = lane.rows[one.row], lane.ground
    other: Side = "left" if one.side == "right" else "right"
    for side, text in (
        (other, one.text),
        (one.side, longest(one.item, free_room(row, one.item, one.side, ground), ground.stops)),
        (other, longest(one.item, free_room(row, one.item, other, ground), ground.stops)),
    ):
        taken = box(one.item, text, side, ground) if text else None
        if taken and text_width(one.item, text) <= free_room(row, one.item, side, ground):
            lane.put(replace(one, text=text, side=side, near=taken[0], far=taken[1]))
            return
    for side in (other, one.side):
        if _push(lane, one, side):
            return
    lane.put(_without(one))


def _push(lane: LanePacking, one: Placed, side: Side) -> bool:
    """Place a label on one side at the cost of one less salient label that is in its way."""
    taken = box(one.item, one.text, side, lane.ground)
    if taken is None:
        return False
    low, high = (one.item.x, taken[1]) if side == "right" else (taken[0], one.item.x)
    in_way = [p for p in lane.rows[one.row].labelled.values() if p.near < high and low < p.far]
    if len(in_way) != 1 or (low < in_way[0].item.right and in_way[0].item.left < high):
        return False
    other = in_way[0]
    if other.item.rank is None or one.item.rank is None or other.item.rank < one.item.rank:
        return False
    lane.take_back(other)
    if not lane.rows[one.row].free(low, high):
        lane.put(other)
        return False
    lane.put(replace(one, side=side, near=taken[0], far=taken[1]))
    text = longest(other.item, free_room(lane.rows[one.row], other.item, other.side, lane.ground), lane.ground.stops)
    again = box(other.item, text, other.side, lane.ground) if text else None
    lane.put(replace(other, text=text, near=again[0], far=again[1]) if again else _without(other))
    return True
