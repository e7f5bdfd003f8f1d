"""Where each actor stands: worked out once, on the whole unfiltered story, without chance.

Sides get sectors around the middle, the busiest actor of each side nearest to it; then links pull, and the boxes of
nodes and labels push each other apart. Filters only hide nodes of this layout, so nobody ever changes place.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from components.charts.links import Links, acts, event_counts, links
from components.charts.sides import SLOTS, Sides, sides
from components.charts.text import width
from components.events.excerpt import excerpt
from components.events.joins import events_of
from components.events.story import Story

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CANVAS = np.array((1000.0, 680.0))
MOST, LAID_OUT = 150, 120  # above 150 actors only the 120 busiest have a place
STEPS = 420
DAMPING = (1.0, 0.35)
ANCHOR_PULL, LINK_PULL, PUSH = 0.06, 0.012, 0.28
SLACK = 90.0  # px up to which a link does not pull
LABEL_SIZE = 11.5
MOST_RADIUS = 32.0
CROWDED_RADIUS = 17.0  # of a story of many actors
STRONG = 48.0  # weight of the strongest link up to which all links pull as they are
SLIGHT = 0.15  # links that pull less, next to much stronger ones, do not pull
STEP, ROOM = 20.0, (70.0, 36.0)  # px between places that are tried for one more actor, and px around it
GOLDEN = (5**0.5 - 1) / 2


def most_radius(actors: int) -> float:
    """Px that the largest node of a story of so many actors may have."""
    return MOST_RADIUS if actors <= MOST else CROWDED_RADIUS


@dataclass(frozen=True, eq=False)
class Layout:
    """Places (px of a canvas of 1000 × 680, y downwards) and sides of the actors that have one, busiest first."""

    actors: tuple[str, ...]
    x: Floats
    y: Floats
    sides: Sides
    ring: tuple[str, ...]  # slots clockwise from the left


def radius(events: Ints, most: float = MOST_RADIUS) -> Floats:
    """Radius in px of nodes that stand for so many events; where one has very many, all are smaller."""
    area = 2.1 * np.sqrt(events)
    return np.asarray(4.5 + area * min(1.0, most / max(float(area.max(initial=0)), 1.0)))


def graph_layout(whole: Story, near: str | None = None) -> Layout:
    """The layout of ``whole``, which must be unfiltered; equal stories have equal layouts.

    ``near``: of this actor and those with whom it acts most, instead of the busiest.
    """
    rows = acts(whole)
    counts, ids = event_counts(whole, rows), whole.actors["actor_id"].astype("str").to_numpy()
    belongs = sides(whole, rows)
    ranked = counts if near is None else event_counts(neighbourhood(whole, near))
    active = np.flatnonzero(ranked > 0)
    chosen = active[np.lexsort((ids[active].astype("U"), -ranked[active]))]
    chosen = chosen[:LAID_OUT] if len(chosen) > MOST else chosen
    slots = [belongs.slot[actor] for actor in ids[chosen]]
    pulls = _weights(links(whole, rows, chosen), chosen)
    size = radius(counts[chosen], most_radius(len(ids)))
    ring = ring_order(slots, pulls)
    anchors = _anchors(slots, ring, size)
    x, y = _settle(anchors, pulls, size, _label_widths(whole, chosen))
    return Layout(tuple(ids[chosen]), x, y, belongs, ring)


def neighbourhood(story: Story, actor: str) -> Story:
    """The events in which ``actor`` takes part."""
    at = int(np.argmax((story.actors["actor_id"] == actor).to_numpy(dtype=bool)))
    return excerpt(story, events_of(story, at))


def with_more(layout: Layout, whole: Story, actors: Sequence[str]) -> Layout:
    """``layout`` with places for more ``actors``: each near those with whom it acts, where there is room.

    Nobody else moves.
    """
    for actor in actors:
        if actor not in layout.actors and (whole.actors["actor_id"] == actor).any():
            layout = _with_one(layout, whole, actor)
    return layout


def _with_one(layout: Layout, whole: Story, actor: str) -> Layout:
    counts = event_counts(neighbourhood(whole, actor))
    shared = dict(zip(whole.actors["actor_id"], counts.tolist(), strict=True))
    weight = np.array([shared.get(one, 0) for one in layout.actors], dtype=float)
    if not weight.any():
        weight[:] = 1
    home = np.array((layout.x @ weight, layout.y @ weight)) / weight.sum()
    x, y = (axis.ravel() for axis in np.meshgrid(*(np.arange(STEP, side, STEP) for side in CANVAS)))
    apart = np.maximum(np.abs(x[:, None] - layout.x) / ROOM[0], np.abs(y[:, None] - layout.y) / ROOM[1]).min(axis=1)
    far = np.hypot(x - home[0], y - home[1])
    best = int(np.lexsort((far, np.maximum(0, 1 - apart)))[0])
    return replace(
        layout, actors=(*layout.actors, actor), x=np.append(layout.x, x[best]), y=np.append(layout.y, y[best])
    )


def ring_order(slots: Sequence[str], pulls: Floats) -> tuple[str, ...]:
    """Circular order of the sides with the least Σ link weight × chord length; the first side stays first."""
    present = [slot for slot in SLOTS if slot in slots]
    if len(present) < 3:
        return tuple(present)
    member = np.array([[slot == name for slot in slots] for name in present], dtype=float)
    between = member @ pulls @ member.T
    share = member.sum(axis=1) / len(slots)
    best, least = tuple(range(len(present))), np.inf
    for rest in permutations(range(1, len(present))):
        order = np.array((0, *rest))
        middle = np.empty(len(order))
        middle[order] = np.cumsum(share[order]) - share[order] / 2
        chord = np.abs(np.sin(np.pi * (middle[:, None] - middle)))
        cost = round(float((between * chord).sum()), 6)
        if cost < least:
            best, least = tuple(order), cost
    return tuple(present[k] for k in best)


def _weights(found: Links, chosen: Ints) -> Floats:
    """Symmetric matrix of link weights between the ``chosen`` actors."""
    place = np.full(len(found.actors), -1)
    place[chosen] = np.arange(len(chosen))
    a, b = place[found.a], place[found.b]
    inside = (a >= 0) & (b >= 0)
    out = np.zeros((len(chosen), len(chosen)))
    out[a[inside], b[inside]] = found.strength[inside]
    return out + out.T


def _label_widths(whole: Story, chosen: Ints) -> Floats:
    """Width of the longest name over all languages of each of ``chosen``: a change of language moves nobody."""
    names = [whole.text("actors", "name", language).iloc[chosen] for language in whole.languages]
    return np.array([max(width(name, LABEL_SIZE) for name in row) for row in zip(*names, strict=True)])


def _anchors(slots: Sequence[str], ring: Sequence[str], size: Floats) -> tuple[Floats, Floats]:
    """Where each actor would like to be: in its side's sector, the busier the nearer to the middle."""
    x, y = np.empty(len(slots)), np.empty(len(slots))
    side = np.array(slots)
    need = np.array([float(np.sum(size[side == slot] ** 1.2 + 26)) for slot in ring])
    sector = 2 * np.pi * need / need.sum()
    # The first side's sector is centred on the left; y points down, so angles grow clockwise.
    middle = np.pi - sector[0] / 2 + np.cumsum(sector) - sector / 2 if len(ring) else sector
    for slot, angle, spread in zip(ring, middle, sector, strict=True):
        members = np.flatnonzero(side == slot)
        rank = np.arange(len(members))
        reach = 0.30 + 0.68 * (rank / max(len(members) - 1, 1)) ** 0.6
        turn = angle + (2 * ((0.5 + rank * GOLDEN) % 1) - 1) * 0.8 * min(spread, np.pi) / 2
        x[members] = CANVAS[0] * (0.5 + 0.47 * reach * np.cos(turn))
        y[members] = CANVAS[1] * (0.5 + 0.46 * reach * np.sin(turn))
    return x, y


def _settle(anchors: tuple[Floats, Floats], pulls: Floats, size: Floats, labels: Floats) -> tuple[Floats, Floats]:
    """Let links pull and boxes push for 420 steps; coordinates inside the canvas, rounded to 0.01 px."""
    home, place = np.column_stack(anchors), np.column_stack(anchors)
    half = np.column_stack((np.maximum(1.35 * size, 0.46 * labels), 1.35 * size + 9))
    room = half[:, None] + half
    room[np.tril_indices(len(size))] = -1  # each pair once
    a, b = np.nonzero(np.triu(pulls))
    pull = pulls[a, b] / 6 / max(1.0, float(pulls.max(initial=0)) / STRONG)
    if pulls.max(initial=0) > STRONG:
        pull = np.where(pull < SLIGHT, 0, pull)
    spring = LINK_PULL * np.minimum(1, pull)
    mass = size**2
    for damping in np.linspace(*DAMPING, STEPS):
        along = place[b] - place[a]
        stretch = spring * np.maximum(0, 1 - SLACK / np.maximum(np.hypot(*along.T), 1))
        move = ANCHOR_PULL * (home - place) + _spread(a, b, along * stretch[:, None], len(size))
        move += _pushes(place, room, mass)
        place = np.clip(place + damping * move, half, CANVAS - half)
    x, y = np.round(place, 2).T
    return x, y


def _spread(a: Ints, b: Ints, pull: Floats, n: int) -> Floats:
    """Sum over pairs: ``pull`` moves a, and b the other way (n × 2)."""
    return _sum_at(np.concatenate((a, b)), np.concatenate((pull, -pull)), n)


def _pushes(place: Floats, room: Floats, mass: Floats) -> Floats:
    """Boxes that overlap part by 28 % along the smaller overlap, the larger node moving less (n × 2)."""
    x, y = place.T
    i, j = np.nonzero((np.abs(x[:, None] - x) < room[..., 0]) & (np.abs(y[:, None] - y) < room[..., 1]))
    gap = place[j] - place[i]
    over = room[i, j] - np.abs(gap)
    sideways = over[:, 0] < over[:, 1]
    push = PUSH * np.copysign(over, gap) * np.column_stack((sideways, ~sideways))
    share = (mass[j] / (mass[i] + mass[j]))[:, None]
    n = len(mass)
    first, second = -push * share, push * (1 - share)
    return _sum_at(i, first, n) + _sum_at(j, second, n)


def _sum_at(where: Ints, values: Floats, n: int) -> Floats:
    """Sum of the rows of ``values`` that go to each of n places (n × 2)."""
    return np.column_stack([np.bincount(where, values[:, axis], minlength=n) for axis in (0, 1)]).astype(float)
