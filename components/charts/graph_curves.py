"""The lines of the actor graph: which links are drawn, how wide, how they bend, and where their heads are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from components.charts.graph_nodes import Nodes
from components.charts.links import Links

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CROWD = 20  # with more actors than this, links of a single event are left out
MOST_LINKS = 300
MANY_ACTORS, FEWER_LINKS = 150, 110  # a story of more actors has links of so many events that fewer can be told apart
PLAIN = 48  # shared events of the strongest link up to which widths stand for numbers as they are
BENDS = np.array((0.10, -0.10, 0.22, -0.22))
POINTS, PROBES = 24, 15  # 24 points keep within 0.1 px of the curve up to a chord of 600 px
HOVER_STEP = 11.0  # px between the points of a link that can be hovered, where links are crowded
CROWDED = 24.0  # px of the squares in which crowding is looked for
_WIDTHS = ((1, 0.7), (2, 1.2), (4, 2.0), (8, 3.2), (16, 5.0))
MOST_WIDTH = 7.0


@dataclass(frozen=True, eq=False)
class Curves:
    """L drawn links: ``link`` is the position in ``Links``, ``a`` and ``b`` the nodes, ``control`` the bend (px)."""

    link: Ints
    a: Ints
    b: Ints
    control: Floats
    width: Floats
    unit: float = 1.0

    def __len__(self) -> int:
        return len(self.link)


def width_unit(counts: Ints) -> float:
    """What one event of ``line_width`` stands for among links of so many events."""
    return max(1.0, float(counts.max(initial=1)) / PLAIN)


def line_width(count: float) -> float:
    """Width in px of a link of so many shared events."""
    return next((px for most, px in _WIDTHS if count <= most), MOST_WIDTH)


def line_opacity(count: float) -> float:
    """Opacity of a link of so many shared events."""
    return 0.35 if count <= 1 else 0.55 if count <= 4 else 0.8


def drawn_links(found: Links, nodes: Nodes, focus: tuple[str, ...] = ()) -> Ints:
    """Positions of the links to draw between ``nodes``.

    With more than 20 actors: those of two events or more (the 300 strongest), and the strongest of each actor. Of one
    actor in ``focus`` all, of two the one between them.
    """
    inside = np.flatnonzero(np.isin(found.a, nodes.actor) & np.isin(found.b, nodes.actor))
    if len(nodes) <= CROWD:
        return inside
    most = MOST_LINKS if len(found.actors) <= MANY_ACTORS else FEWER_LINKS
    ranked = inside[np.lexsort((inside, -found.count[inside], -found.strength[inside]))]
    ends = np.column_stack((found.a[ranked], found.b[ranked])).ravel()
    _, first = np.unique(ends, return_index=True)
    wanted = [ranked[found.count[ranked] >= 2][:most], ranked[first // 2]]
    if len(focus) == 1:
        wanted.append(found.of(found.actors.index(focus[0])))
    if len(focus) == 2:
        wanted.append(np.array([found.between(*focus)]))
    return np.intersect1d(inside, np.concatenate(wanted))


def bend(found: Links, drawn: Ints, nodes: Nodes) -> Curves:
    """The curves of the ``drawn`` links, thin ones first, each bent so that it passes under the fewest other nodes."""
    unit = width_unit(found.count[drawn])
    widths = np.array([line_width(count / unit) for count in found.count[drawn].tolist()])
    order = np.lexsort((drawn, widths))
    drawn, widths = drawn[order], widths[order]
    node = np.full(len(found.actors), -1)
    node[nodes.actor] = np.arange(len(nodes))
    a, b = node[found.a[drawn]], node[found.b[drawn]]
    options = [_control(nodes, a, b, amount) for amount in BENDS]
    under = np.array([_passes_under(nodes, a, b, control) for control in options])
    best = under.argmin(axis=0) if len(drawn) else np.zeros(0, np.int64)
    control = np.stack(options)[best, np.arange(len(drawn))]
    return Curves(drawn, a, b, control, widths, unit)


def _control(nodes: Nodes, a: Ints, b: Ints, amount: float) -> Floats:
    dx, dy = nodes.x[b] - nodes.x[a], nodes.y[b] - nodes.y[a]
    middle_x, middle_y = (nodes.x[a] + nodes.x[b]) / 2, (nodes.y[a] + nodes.y[b]) / 2
    return np.column_stack((middle_x - amount * dy, middle_y + amount * dx))


def _passes_under(nodes: Nodes, a: Ints, b: Ints, control: Floats) -> Ints:
    """Number of nodes, its own ends left out, that each curve passes under."""
    t = np.linspace(0, 1, PROBES + 2)[1:-1]
    weights = np.stack(((1 - t) ** 2, 2 * t * (1 - t), t**2))
    x = np.stack((nodes.x[a], control[:, 0], nodes.x[b]), axis=1) @ weights
    y = np.stack((nodes.y[a], control[:, 1], nodes.y[b]), axis=1) @ weights
    # |p - node|² written out, so that the large part is one product of matrices.
    places = np.stack((-2 * nodes.x, -2 * nodes.y, nodes.x**2 + nodes.y**2 - (nodes.r + 3) ** 2))
    points = np.stack((x.ravel(), y.ravel(), np.ones(x.size)), axis=1)
    inside = (points @ places + (x**2 + y**2).reshape(-1, 1)).reshape(*x.shape, len(nodes)).min(axis=1) < 0
    rows = np.arange(len(a))
    inside[rows, a] = inside[rows, b] = False
    return np.asarray(inside.sum(axis=1))


def points(curves: Curves, nodes: Nodes, which: Ints, t: Floats) -> tuple[Floats, Floats]:
    """Points (px) of the curves ``which`` at the parameters ``t`` (one row per curve, or one for all)."""
    a, b, (cx, cy) = curves.a[which], curves.b[which], curves.control[which].T
    one, two, three = (1 - t) ** 2, 2 * t * (1 - t), t**2

    def along(start: Floats, middle: Floats, end: Floats) -> Floats:
        return np.asarray(start[:, None] * one + middle[:, None] * two + end[:, None] * three)

    return along(nodes.x[a], cx, nodes.x[b]), along(nodes.y[a], cy, nodes.y[b])


@dataclass(frozen=True, eq=False)
class Heads:
    """Arrowheads of H curves: ``curve`` is the position in ``Curves``, x and y (px) the middle of the triangle.

    ``angle`` is in degrees clockwise from up, ``size`` in px, ``start`` and ``end`` are the parameters of the curve
    between which its line is drawn.
    """

    curve: Ints
    x: Floats
    y: Floats
    angle: Floats
    size: Floats
    start: Floats
    end: Floats


def heads(curves: Curves, nodes: Nodes, direction: Ints) -> Heads:
    """The heads of curves with a ``direction`` (1: at b, -1: at a), just outside the border of the target."""
    which = np.flatnonzero(direction)
    size = 1.5 * curves.width[which] + 4
    forward = direction[which] > 0
    target = np.where(forward, curves.b[which], curves.a[which])
    x, y = points(curves, nodes, which, np.linspace(0, 1, 61))
    dx, dy = x - nodes.x[target][:, None], y - nodes.y[target][:, None]
    dx, dy = np.where(forward[:, None], dx, dx[:, ::-1]), np.where(forward[:, None], dy, dy[:, ::-1])
    away = np.hypot(dx, dy)
    border = nodes.edge(target, dx[:, -4], dy[:, -4]) + 1.5
    fits = away[:, 0] > border + 2 * size
    parts = [_crossing(away, border + part * size) for part in (0, 0.5, 0.75)]  # tip, middle, foot of the triangle
    at = np.column_stack([np.where(forward, t, 1 - t) for t in parts])
    x, y = points(curves, nodes, which, at)
    angle = np.degrees(np.arctan2(x[:, 0] - x[:, 2], y[:, 2] - y[:, 0]))
    start, end = np.where(forward, 0.0, at[:, 2]), np.where(forward, at[:, 2], 1.0)
    return Heads(which[fits], *(v[fits] for v in (x[:, 1], y[:, 1], angle, size, start, end)))


def _crossing(away: Floats, distance: Floats) -> Floats:
    """Parameter (0 to 1) at which each row, which ends near 0, is for the last time ``distance`` away."""
    steps = away.shape[1] - 1
    far = np.where(away >= distance[:, None], np.arange(steps + 1), 0).max(axis=1, initial=0)
    far = np.minimum(far, steps - 1)
    rows = np.arange(len(away))
    there, next_ = away[rows, far], away[rows, far + 1]
    share = np.clip((there - distance) / np.maximum(there - next_, 1e-9), 0, 1)
    return np.asarray((far + share) / steps)


def hover_points(curves: Curves, nodes: Nodes) -> tuple[Ints, Floats, Floats]:
    """Points along the curves, not on a node: curve, x, y. Close together where curves are crowded."""
    a, b = curves.a, curves.b
    length = np.hypot(nodes.x[b] - nodes.x[a], nodes.y[b] - nodes.y[a])
    steps = np.maximum(np.ceil(length / HOVER_STEP).astype(np.int64), 3)
    curve = np.repeat(np.arange(len(curves)), steps)
    number = np.arange(len(curve)) - np.repeat(np.cumsum(steps) - steps, steps)
    x, y = (spot[:, 0] for spot in points(curves, nodes, curve, ((number + 0.5) / steps[curve])[:, None]))
    free = (number % 2 == 0) | _crowded(curve, x, y)
    free &= (np.hypot(x[:, None] - nodes.x, y[:, None] - nodes.y) > nodes.reach + 3).all(axis=1)
    return curve[free], x[free], y[free]


def _crowded(curve: Ints, x: Floats, y: Floats) -> "NDArray[np.bool_]":
    """Whether a point shares its square of the chart with another curve."""
    cell = np.floor(x / CROWDED).astype(np.int64) * 10_000 + np.floor(y / CROWDED).astype(np.int64)
    pair = np.unique(np.column_stack((cell, curve)), axis=0)
    cells, count = np.unique(pair[:, 0], return_counts=True)
    return np.isin(cell, cells[count > 1])
