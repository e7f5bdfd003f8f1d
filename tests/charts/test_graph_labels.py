"""Labels of the graph: beside their node, never over a node or another label; sides at the edge of their ground."""

from itertools import combinations

import numpy as np
import pytest

from components.charts.graph_hulls import PAD, hull
from components.charts.graph_labels import Label, Room, name_labels, side_labels
from components.charts.graph_layout import graph_layout
from components.charts.graph_picture import GraphView, compose, grounded, outlines, place_labels
from components.charts.theme import LIGHT
from tests.charts.graph_stories import SIDES, only, story

FRAMES = [(1368, 680), (980, 680), (768, 640), (358, 420)]


def placed(view, layout):
    picture = compose(view, layout)
    names = dict.fromkeys(("1", "2", "3", "4", "media", "others"), "United States")
    return picture, *place_labels(picture, outlines(picture.nodes), names)


def overlaps(a: Label, b: Label) -> bool:
    return abs(a.x - b.x) < a.half_w + b.half_w and abs(a.y - b.y) < a.half_h + b.half_h


def covers(label: Label, nodes, k: int) -> bool:
    """Whether a label's box meets the drawn shape of node ``k``."""
    dx = max(abs(label.x - nodes.x[k]) - label.half_w, 0)
    dy = max(abs(label.y - nodes.y[k]) - label.half_h, 0)
    far = {"square": max(dx, dy), "diamond": dx + dy}.get(nodes.symbols[k], float(np.hypot(dx, dy)))
    return far < nodes.reach[k]


def random_view(whole, layout, seed, frame):
    rng = np.random.default_rng(seed)
    keep = whole.events.loc[rng.random(len(whole.events)) < rng.choice([0.15, 0.5, 1]), "event_id"]
    actor = str(rng.choice(layout.actors)) if rng.random() < 0.4 else None
    event = str(rng.choice(keep)) if len(keep) else None
    shown, language = int(rng.choice([0, 12, 40])), str(rng.choice(["en", "fr"]))
    tale = only(whole, keep.tolist())
    return GraphView(tale, whole, LIGHT, shown, *frame, actor, None, event, language, layout)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("seed", range(12))
def test_no_label_covers_a_node_or_a_label_or_leaves_the_chart(whole, layout, seed, frame):
    picture, labels, titles = placed(random_view(whole, layout, seed, frame), layout)
    for a, b in combinations([*labels, *titles], 2):
        assert not overlaps(a, b), (a.text, b.text)
    for label in [*labels, *titles]:
        assert label.half_w <= label.x <= frame[0] - label.half_w
        assert label.half_h <= label.y <= frame[1] - label.half_h
        assert not any(covers(label, picture.nodes, k) for k in range(len(picture.nodes))), label.text


@pytest.mark.parametrize(
    ("shown", "frame", "share"), [(40, (980, 680), 1), (0, (980, 680), 0.93), (12, (358, 420), 0.9)]
)
def test_nearly_all_actors_have_a_label(whole, layout, shown, frame, share):
    picture, labels, _ = placed(GraphView(whole, whole, LIGHT, shown, *frame), layout)
    assert len(labels) >= share * len(picture.nodes)


def test_a_label_is_below_its_node_where_there_is_room():
    tale = story([{"who": "anna"}])
    picture, (label,), _ = placed(GraphView(tale, tale, LIGHT), graph_layout(tale))
    assert label.x == pytest.approx(picture.nodes.x[0])
    assert label.y > picture.nodes.y[0] + picture.nodes.r[0]


def room_of(count, **places):
    tale = story([{"who": f"n{k}"} for k in range(count)])
    nodes = compose(GraphView(tale, tale, LIGHT), graph_layout(tale)).nodes
    for name, (x, y) in places.items():
        nodes.x[nodes.at(name)], nodes.y[nodes.at(name)] = x, y
    return Room(nodes, (980, 680), np.zeros(count))


def test_a_label_makes_way_for_another_that_has_no_place_of_its_own():
    """Walls leave n1 only the place above it, which n0, coming first, takes by habit."""
    room = room_of(2, n0=(300, 300), n1=(300, 340))
    room.labels[:] = [
        Label("wall", "", x, y, 14, 9) for x, y in ((330, 340), (270, 340), (300, 362), (330, 362), (270, 362))
    ]
    name_labels(room, [0, 1], np.ones(2, bool))
    assert {label.key for label in room.labels} == {"wall", "n0", "n1"}
    assert not any(overlaps(a, b) for a, b in combinations(room.labels[5:], 2))
    upper = next(label for label in room.labels if label.key == "n1")
    assert upper.y < 340


def test_the_twelve_busiest_and_the_selected_have_large_labels(whole, layout):
    rare = layout.actors[30]
    _, labels, _ = placed(GraphView(whole, whole, LIGHT, 0), layout)
    assert {label.key for label in labels if label.first} == set(layout.actors[:12])
    _, labels, _ = placed(GraphView(whole, whole, LIGHT, 0, selected_actor=rare), layout)
    assert rare in {label.key for label in labels if label.first}


def test_with_an_actor_selected_it_and_its_partners_have_labels_and_nobody_else(whole, layout):
    for actor in layout.actors[:8]:
        picture, labels, _ = placed(GraphView(whole, whole, LIGHT, 40, selected_actor=actor), layout)
        lit = {picture.nodes.ids[k] for k in np.flatnonzero(picture.lit)}
        assert actor in lit
        assert {label.key for label in labels} == lit


def test_the_name_of_a_side_is_outside_its_ground(whole, layout):
    picture, _, titles = placed(GraphView(whole, whole, LIGHT, 40), layout)
    around = outlines(picture.nodes)
    for title in titles:
        corners = np.array([[title.x + a * title.half_w, title.y + b * title.half_h] for a in (-1, 1) for b in (-1, 1)])
        assert not any(inside(around[title.key], corner) for corner in corners), title.key


def test_every_side_that_is_there_is_named(whole, layout):
    picture, _, titles = placed(GraphView(whole, whole, LIGHT, 40), layout)
    assert {title.key for title in titles} == set(picture.nodes.slots)
    assert len(titles) == len(SIDES)


def test_side_names_do_not_cover_each_other():
    room = room_of(1, n0=(490, 340))
    box = np.array([[480.0, 330.0], [500.0, 330.0], [500.0, 350.0], [480.0, 350.0]])
    side_labels(room, [(slot, "Somewhere", box) for slot in "1234"])
    assert len(room.labels) == 4
    assert not any(overlaps(a, b) for a, b in combinations(room.labels, 2))


def inside(outline, spot):
    """Whether a spot is inside a convex outline: always on the same hand as one walks around."""
    edge = np.roll(outline, -1, axis=0) - outline
    to = spot - outline
    cross = edge[:, 0] * to[:, 1] - edge[:, 1] * to[:, 0]
    return bool((cross >= -1e-6).all() or (cross <= 1e-6).all())


@pytest.mark.parametrize("seed", range(5))
def test_the_ground_contains_its_nodes_with_14_px_to_spare_and_not_more(seed):
    rng = np.random.default_rng(seed)
    x, y, r = rng.random(9) * 500, rng.random(9) * 300, 5 + rng.random(9) * 20
    outline = hull(x, y, r)
    for turn in np.linspace(0, 2 * np.pi, 16, endpoint=False):
        towards = np.array((np.cos(turn), np.sin(turn)))
        furthest = (np.column_stack((x, y)) @ towards + r).max() + PAD
        assert (outline @ towards).max() == pytest.approx(furthest, abs=0.2)


def test_only_sides_of_three_visible_members_have_a_ground_and_the_others_never():
    actors = [{"id": f"{side}{k}", "side": side} for side, n in (("a", 3), ("b", 2)) for k in range(n)]
    rows = [{"who": " ".join(str(actor["id"]) for actor in actors)}] * 3
    strangers = [{"id": f"x{k}", "country": code} for k, code in enumerate(["BR", "IN", "TR", "IR", "CN", "JP"])]
    tale = story([*rows, *({"who": x["id"]} for x in strangers)], [*actors, *strangers])
    nodes = compose(GraphView(tale, tale, LIGHT), graph_layout(tale)).nodes
    assert nodes.slots.count("others") >= 3
    assert grounded(nodes) == ("1",)
