"""Labels of the actor graph: names of actors beside their nodes, names of sides at the outer edge of their ground.

A label never covers a node or another label: the first free place wins, and without one the label is left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from components.charts.graph_nodes import FIRST_SIZE, OTHER_SIZE, Bools, Ints, Nodes
from components.charts.text import width

Floats = NDArray[np.float64]

SIDE_SIZE = 11.5
LEADING = 4.5  # px by which a line is higher than its font size
_AIR = 2.0  # px between a node and its label, and between labels
_SLANT = 0.78
_SLIDE = 0.6
_BOLDER = 1.03  # weight 700 against 600


@dataclass(frozen=True)
class Label:
    """A text in a box: middle x, y and half width, half height in px; ``key`` is an actor_id, or the slot of a side."""

    key: str
    text: str
    x: float
    y: float
    half_w: float
    half_h: float
    first: bool = False


@dataclass
class Room:
    """What is already on the chart: nodes (each ``extra`` px wider, for a ring) and the labels that have a place."""

    nodes: Nodes
    frame: tuple[int, int]
    extra: Floats
    labels: list[Label] = field(default_factory=list)

    def blocked(self, x: Floats, y: Floats, half_w: Floats, half_h: Floats) -> Bools:
        """Whether boxes around ``x``, ``y`` (arrays of one shape) meet a node or leave the chart."""
        nodes, symbols = self.nodes, np.array(self.nodes.symbols)
        dx = np.maximum(np.abs(x[..., None] - nodes.x) - half_w[..., None], 0)
        dy = np.maximum(np.abs(y[..., None] - nodes.y) - half_h[..., None], 0)
        square, diamond = symbols == "square", symbols == "diamond"
        far = np.where(square, np.maximum(dx, dy), np.where(diamond, dx + dy, np.hypot(dx, dy)))
        inside_x = (x >= half_w) & (x <= self.frame[0] - half_w)
        inside_y = (y >= half_h) & (y <= self.frame[1] - half_h)
        return np.asarray((far < nodes.reach + self.extra + 1).any(axis=-1) | ~inside_x | ~inside_y)

    def met(self, x: Floats, y: Floats, half_w: float, half_h: float) -> Bools:
        """Which of the labels that have a place each box around ``x``, ``y`` meets (boxes × labels)."""
        box = np.array([(label.x, label.y, label.half_w, label.half_h) for label in self.labels]).reshape(-1, 4)
        meet_x = np.abs(x[:, None] - box[:, 0]) < box[:, 2] + half_w + _AIR
        meet_y = np.abs(y[:, None] - box[:, 1]) < box[:, 3] + half_h
        return np.asarray(meet_x & meet_y)


@dataclass(frozen=True, eq=False)
class _Wish:
    """A label without a place, and the places beside its node (x, y) that are free of nodes."""

    label: Label
    x: Floats
    y: Floats

    def at(self, place: int) -> Label:
        return replace(self.label, x=float(self.x[place]), y=float(self.y[place]))

    def met(self, room: Room) -> Bools:
        return room.met(self.x, self.y, self.label.half_w, self.label.half_h)


def name_labels(room: Room, ranks: Iterable[int], first: Bools) -> None:
    """Put the labels of the nodes at ``ranks`` into ``room``, in this order; those in ``first`` are larger and bold.

    Where no place is left, a label already there makes way if it has another place; else the label is left out.
    """
    wishes = {wish.label.key: wish for wish in _wishes(room, np.array(list(ranks), dtype=np.int64), first)}
    late = [wish for wish in wishes.values() if not _place(room, wish)]
    for wish in late:
        _make_way(room, wish, wishes)


def _place(room: Room, wish: _Wish) -> bool:
    free = ~wish.met(room).any(axis=1)
    if free.any():
        room.labels.append(wish.at(int(free.argmax())))
    return bool(free.any())


def _make_way(room: Room, wish: _Wish, wishes: Mapping[str, _Wish]) -> None:
    """Give ``wish`` a place that one single label holds, if that label can move to a free one."""
    met = wish.met(room)
    for place in np.flatnonzero(met.sum(axis=1) == 1):
        holder = room.labels[int(met[place].argmax())]
        if holder.key in wishes:
            trial = Room(room.nodes, room.frame, room.extra, [label for label in room.labels if label is not holder])
            trial.labels.append(wish.at(int(place)))
            if _place(trial, wishes[holder.key]):
                room.labels[:] = trial.labels
                return


def _wishes(room: Room, ranks: Ints, first: Bools) -> list[_Wish]:
    nodes = room.nodes
    fonts = [(FIRST_SIZE, "semibold") if first[k] else (OTHER_SIZE, "regular") for k in ranks]
    half_w = np.array([width(nodes.names[k], px, style) / 2 for k, (px, style) in zip(ranks, fonts, strict=True)])
    half_h = np.array([(px + LEADING) / 2 for px, _ in fonts])
    x, y = _beside(nodes, ranks, half_w, half_h, room.extra)
    blocked = room.blocked(x, y, np.broadcast_to(half_w[:, None], x.shape), np.broadcast_to(half_h[:, None], x.shape))
    out = []
    for k, rank in enumerate(ranks):
        label = Label(nodes.ids[rank], nodes.names[rank], 0, 0, float(half_w[k]), float(half_h[k]), bool(first[rank]))
        out.append(_Wish(label, x[k][~blocked[k]], y[k][~blocked[k]]))
    return out


def _beside(nodes: Nodes, rank: Ints, half_w: Floats, half_h: Floats, extra: Floats) -> tuple[Floats, Floats]:
    """Places for labels (one row each): below, right, above, left, the diagonals, then below and above slid aside."""
    r = nodes.reach[rank] + extra[rank] + _AIR
    below, right, none = r + half_h, r + 2 + half_w, np.zeros(len(rank))
    slant_x, slant_y, slide = _SLANT * r + half_w, _SLANT * r + half_h, _SLIDE * half_w
    dx = [none, right, none, -right, slant_x, slant_x, -slant_x, -slant_x, slide, -slide, slide, -slide]
    dy = [below, none, -below, none, slant_y, -slant_y, slant_y, -slant_y, below, below, -below, -below]
    return nodes.x[rank][:, None] + np.stack(dx, axis=1), nodes.y[rank][:, None] + np.stack(dy, axis=1)


def side_labels(room: Room, names: Sequence[tuple[str, str, Floats]]) -> None:
    """Put names of sides (slot, name, outline) into ``room``: outside the outline, as far out as is free."""
    middle = np.array((room.nodes.x.mean(), room.nodes.y.mean())) if len(room.nodes) else np.zeros(2)
    for slot, name, outline in names:
        text = name.upper()
        half_w, half_h = width(text, SIDE_SIZE, "semibold") * _BOLDER / 2, (SIDE_SIZE + LEADING) / 2
        x, y = _around(outline, half_w, half_h)
        wide, high = np.full(len(x), half_w + _AIR), np.full(len(x), half_h)
        free = ~room.blocked(x, y, wide, high) & ~room.met(x, y, half_w + _AIR, half_h + 1).any(axis=1)
        if free.any():
            far = np.where(free, np.hypot(x - middle[0], y - middle[1]), -1)
            room.labels.append(Label(slot, text, float(x[far.argmax()]), float(y[far.argmax()]), half_w, half_h))


def _around(outline: Floats, half_w: float, half_h: float) -> tuple[Floats, Floats]:
    """Places for a box that touches an outline from outside, in 24 directions."""
    middle = (outline.min(axis=0) + outline.max(axis=0)) / 2
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    towards = np.column_stack((np.cos(turn), np.sin(turn)))
    reach = ((outline - middle) @ towards.T).max(axis=0)
    away = reach + 3 + np.abs(towards) @ np.array((half_w, half_h))
    spots = middle + towards * away[:, None]
    return spots[:, 0], spots[:, 1]
