"""The nodes of the actor graph: which actors are drawn, where on the chart, how large, in which shape."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from components.charts.graph_layout import Layout, most_radius, radius
from components.charts.text import width

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

FIRST = 12  # the busiest actors have larger labels in ink
FIRST_SIZE, OTHER_SIZE = 13.0, 11.5
MAX_STRETCH, MAX_RATIO, MAX_GROWTH = 2.4, 1.6, 1.3
MARGIN = (10, 40, 10, 40)  # left, top, right, bottom: hull and side name beyond the outermost node

# Symbol and size factor by kind of actor, and how far the drawn shape reaches from its middle, per radius.
SHAPES = {
    "person": ("circle", 1.0, 1.0),
    "state": ("square", 0.9, 0.9),
    "government": ("square", 0.9, 0.9),
    "organisation": ("hexagon2", 1.0, 1.0),
    "media": ("diamond", 1.12, 1.12 * 1.3),
}
_PLAIN = SHAPES["person"]


@dataclass(frozen=True, eq=False)
class Nodes:
    """N visible actors, busiest first: ``actor`` is the position in ``story.actors``; x, y, r and reach in px."""

    actor: Ints
    ids: tuple[str, ...]
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    slots: tuple[str, ...]
    events: Ints
    x: Floats
    y: Floats
    r: Floats
    reach: Floats
    symbols: tuple[str, ...]
    diameter: Floats

    def __len__(self) -> int:
        return len(self.ids)

    def at(self, actor_id: str | None) -> int:
        """Position of an actor among the nodes, or -1."""
        return self.ids.index(actor_id) if actor_id in self.ids else -1

    def edge(self, node: Ints, dx: Floats, dy: Floats) -> Floats:
        """Distance in px from the middle to the border of each node's shape in the direction (dx, dy)."""
        along = np.maximum(np.hypot(dx, dy), 1e-9)
        ux, uy = np.abs(dx) / along, np.abs(dy) / along
        symbols = np.array(self.symbols)[node]
        square = self.reach[node] / np.maximum(np.maximum(ux, uy), 1e-9)
        diamond = self.reach[node] / np.maximum(ux + uy, 1e-9)
        return np.where(symbols == "square", square, np.where(symbols == "diamond", diamond, self.reach[node]))


def visible(layout: Layout, ids: Sequence[str], counts: Ints, shown: int, always: Sequence[str] = ()) -> Ints:
    """Positions in ``ids`` of the actors to draw, busiest first: those with a place and an event in the selection.

    ``shown`` is how many (0: all); those in ``always`` come on top, if they can be drawn at all.
    """
    place = {actor: k for k, actor in enumerate(layout.actors)}
    active = np.array([k for k in np.flatnonzero(counts > 0).tolist() if ids[k] in place], dtype=np.int64)
    rank = np.array([place[ids[k]] for k in active.tolist()], dtype=np.int64)
    active = active[np.lexsort((rank, -counts[active]))]
    if not shown:
        return active
    more = [k for k in active[shown:].tolist() if ids[k] in always]
    return np.concatenate((active[:shown], np.array(more, dtype=np.int64)))


def fitted(x: Floats, y: Floats, half: Floats, size: Floats, frame: tuple[int, int]) -> tuple[Floats, Floats, float]:
    """Chart places (px) of layout places ``x``, ``y``, and the factor by which nodes grow.

    Both axes are stretched by themselves, so that nodes of half width ``half`` (label) and half height ``size`` fill
    ``frame`` (width, height in px): at most 2.4 times, one at most 1.6 times the other.
    """
    left, top, right, bottom = MARGIN
    sx = _stretch(x, half, frame[0] - left - right)
    sy = _stretch(y, size, frame[1] - top - bottom)
    sx, sy = min(sx, MAX_STRETCH, sy * MAX_RATIO), min(sy, MAX_STRETCH, sx * MAX_RATIO)
    grow = min(MAX_GROWTH, float(np.sqrt(np.sqrt(sx * sy))))
    return _centred(x * sx, half, left, frame[0] - right), _centred(y * sy, size, top, frame[1] - bottom), grow


def _stretch(at: Floats, half: Floats, room: float) -> float:
    """The largest factor at which no two boxes (middle ``at``, half width ``half``) are further apart than ``room``."""
    gap = at[:, None] - at
    free = room - half[:, None] - half
    wide = gap > 1e-6
    return float(np.maximum(free[wide] / gap[wide], 0.05).min()) if wide.any() else MAX_STRETCH


def _centred(at: Floats, half: Floats, low: float, high: float) -> Floats:
    if not len(at):
        return at
    shift = (low + high - (at - half).min() - (at + half).max()) / 2
    return np.asarray(at + shift)


def label_width(name: str, rank: int) -> float:
    """Width in px of an actor's label."""
    return width(name, FIRST_SIZE, "semibold") if rank < FIRST else width(name, OTHER_SIZE)


def shape(kind: str) -> tuple[str, float, float]:
    """Symbol, size factor and reach of a kind of actor; an own kind of the story is drawn as a person."""
    return SHAPES.get(kind, _PLAIN)


def place_nodes(
    layout: Layout,
    chosen: Ints,
    table: tuple[Sequence[str], Sequence[str], Sequence[str]],
    counts: Ints,
    frame: tuple[int, int],
) -> Nodes:
    """The ``chosen`` actors as nodes; ``table`` has the ids, names and kinds of all the story's actors."""
    ids, names, kinds = (tuple(column[k] for k in chosen.tolist()) for column in table)
    place = {actor: k for k, actor in enumerate(layout.actors)}
    at = np.array([place[actor] for actor in ids], dtype=np.int64)
    base = radius(counts[chosen], most_radius(len(table[0])))
    half = np.array([max(label_width(name, rank) / 2, base[rank]) for rank, name in enumerate(names)])
    x, y, grow = fitted(layout.x[at], layout.y[at], half, base, frame)
    r = base * grow
    shapes = [shape(kind) for kind in kinds]
    return Nodes(
        actor=chosen,
        ids=ids,
        names=names,
        kinds=kinds,
        slots=tuple(layout.sides.slot[actor] for actor in ids),
        events=counts[chosen],
        x=x,
        y=y,
        r=r,
        reach=r * np.array([reach for _, _, reach in shapes]),
        symbols=tuple(symbol for symbol, _, _ in shapes),
        diameter=2 * r * np.array([factor for _, factor, _ in shapes]),
    )
