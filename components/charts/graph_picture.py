"""What an actor graph shows, worked out before anything is drawn: nodes, curves, labels, grounds and emphasis."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from components.charts.graph_curves import Curves, Heads, bend, drawn_links, heads
from components.charts.graph_hulls import LEAST_MEMBERS, hull
from components.charts.graph_labels import Label, Room, name_labels, side_labels
from components.charts.graph_layout import MOST, Layout, neighbourhood, with_more
from components.charts.graph_nodes import FIRST, Bools, Floats, Nodes, place_nodes, visible
from components.charts.links import Links, acts, event_counts, links
from components.charts.sides import OTHERS, SLOTS, actor_names
from components.charts.theme import Theme
from components.events.excerpt import row_of
from components.events.story import Story

RING, RING_WIDTH = 9, 3  # of a selected actor: px wider than the node, px of line
SOFT_RING, SOFT_WIDTH = 6, 2  # of the actors of the selected event


@dataclass(frozen=True, eq=False)
class GraphView:
    """What to draw. ``story`` is the selection, ``whole`` the unfiltered story; sizes in px.

    ``layout`` is ``graph_layout(whole)``: keep it, it is the slow part; without it, it is worked out again.
    ``link_points`` adds unseen points along the links for plotly's own hover; ``meta["curves"]`` does without.

    ``shown`` is how many actors (0: all). ``selected_actor`` goes before ``selected_link``; both put the rest in the
    background, while the actors of ``selected_event`` only get a ring. ``near``: only this actor and those with whom it
    acts most, out of ``graph_layout(whole, near)``.
    """

    story: Story
    whole: Story
    theme: Theme
    shown: int = 40
    width: int = 980
    height: int = 680
    selected_actor: str | None = None
    selected_link: tuple[str, str] | None = None
    selected_event: str | None = None
    language: str = "en"
    layout: Layout | None = None
    near: str | None = None
    link_points: bool = True


@dataclass(frozen=True, eq=False)
class Picture:
    """Everything worked out for a view, before it becomes traces.

    ``names`` are those of all actors by id; ``focus`` are the selected actors. Nodes that are ``chosen`` have a ring,
    those in ``event`` a thin one; ``lit`` nodes and ``strong`` curves are not dimmed.
    """

    view: GraphView
    layout: Layout
    names: Mapping[str, str]
    found: Links
    nodes: Nodes
    curves: Curves
    heads: Heads
    focus: tuple[str, ...]
    chosen: Bools
    event: Bools
    lit: Bools
    strong: Bools


def compose(view: GraphView, layout: Layout) -> Picture:
    """Work out which nodes and links there are, where, and what the selection puts in front."""
    story = view.story
    rows = acts(story)
    counts = event_counts(story, rows)
    asked = (view.selected_actor,) if view.selected_actor else view.selected_link or ()
    names, kinds = actor_names(story, view.language), story.actors["kind"].astype("str").tolist()
    ids = tuple(names)
    layout = with_more(layout, view.whole, asked)
    ranked = event_counts(neighbourhood(story, view.near)) if view.near else counts
    chosen = visible(layout, ids, ranked, view.shown, asked)
    if view.near:
        chosen = chosen[np.lexsort((chosen, -counts[chosen]))]
    found = links(story, rows, None if len(ids) <= MOST else chosen)
    table = (ids, tuple(names.values()), kinds)
    nodes = place_nodes(layout, chosen, table, counts, (view.width, view.height))
    focus = tuple(actor for actor in asked if nodes.at(actor) >= 0)
    curves = bend(found, drawn_links(found, nodes, focus), nodes)
    lit, strong = emphasis(nodes, curves, focus)
    event = row_of(story, view.selected_event) if view.selected_event else -1
    first, last = np.searchsorted(rows.event, (event, event + 1))
    taking = np.isin(nodes.actor, rows.actor[first:last])
    # One event is little to tell a direction from, unless the reader asks about this very actor.
    counted = (found.count[curves.link] > 1) | (strong & bool(focus))
    tips = heads(curves, nodes, np.where(counted, found.direction[curves.link], 0))
    ringed = np.array([actor in focus for actor in nodes.ids], dtype=bool)
    return Picture(view, layout, names, found, nodes, curves, tips, focus, ringed, taking & ~ringed, lit, strong)


def emphasis(nodes: Nodes, curves: Curves, focus: tuple[str, ...]) -> tuple[Bools, Bools]:
    """Which nodes and curves stay in front: of one actor its links and partners, of two their link; else all."""
    if not focus:
        return np.ones(len(nodes), bool), np.ones(len(curves), bool)
    at = [nodes.at(actor) for actor in focus]
    ends = np.column_stack((np.isin(curves.a, at), np.isin(curves.b, at)))
    strong = ends.any(axis=1) if len(focus) == 1 else ends.all(axis=1)
    lit = np.isin(np.arange(len(nodes)), np.concatenate((curves.a[strong], curves.b[strong], at)))
    return lit, np.asarray(strong)


def outlines(nodes: Nodes) -> dict[str, Floats]:
    """Outline around the members of each side that is there, by slot."""
    slots = np.array(nodes.slots, dtype=object)
    members = {slot: np.flatnonzero(slots == slot) for slot in SLOTS}
    return {slot: hull(nodes.x[at], nodes.y[at], nodes.reach[at]) for slot, at in members.items() if len(at)}


def grounded(nodes: Nodes) -> tuple[str, ...]:
    """Slots of the sides that have a ground: three visible members, and more in common than being others."""
    return tuple(slot for slot in SLOTS if slot != OTHERS and nodes.slots.count(slot) >= LEAST_MEMBERS)


def place_labels(picture: Picture, around: dict[str, Floats], names: dict[str, str]) -> tuple[list[Label], list[Label]]:
    """Labels of actors and of sides: the selected and the busiest actors first, then sides, then everybody else."""
    nodes, view = picture.nodes, picture.view
    ring = np.where(picture.event, (SOFT_RING + SOFT_WIDTH) / 2, 0)
    room = Room(nodes, (view.width, view.height), np.where(picture.chosen, (RING + RING_WIDTH) / 2, ring))
    first = (np.arange(len(nodes)) < FIRST) | picture.chosen
    ranks = [*np.flatnonzero(picture.chosen), *np.flatnonzero(picture.lit & ~picture.chosen)]
    name_labels(room, [rank for rank in ranks if first[rank]], first)
    side_labels(room, [(slot, names[slot], outline) for slot, outline in around.items()])
    name_labels(room, [rank for rank in ranks if not first[rank]], first)
    titles = [label for label in room.labels if label.key in around]
    return [label for label in room.labels if label.key not in around], titles
