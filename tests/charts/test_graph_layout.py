"""Places of actors: the same for the same story, sides together, and never moved by a filter."""

from itertools import permutations

import numpy as np
import pytest

from components.charts.graph_layout import CANVAS, LAID_OUT, SLOTS, graph_layout, radius, ring_order
from components.charts.graph_picture import GraphView, compose
from components.charts.theme import LIGHT
from tests.charts.graph_stories import crowd, only, story


def places(layout):
    return dict(zip(layout.actors, zip(layout.x.tolist(), layout.y.tolist(), strict=True), strict=True))


def test_equal_stories_have_equal_layouts(layout):
    assert places(graph_layout(crowd())) == places(layout)


def test_the_order_of_rows_does_not_matter(whole, layout):
    shuffled = whole.with_tables(
        participants=whole.participants.sample(frac=1, random_state=1).reset_index(drop=True),
        actors=whole.actors.sample(frac=1, random_state=2).reset_index(drop=True),
    )
    again = graph_layout(shuffled)
    assert again.actors == layout.actors
    assert again.x == pytest.approx(layout.x, abs=0.02)
    assert again.y == pytest.approx(layout.y, abs=0.02)


def test_every_actor_with_an_event_has_a_place_inside_the_canvas(whole, layout):
    assert set(layout.actors) == set(whole.participants["actor_id"])
    assert (layout.x > 0).all()
    assert (layout.x < CANVAS[0]).all()
    assert (layout.y > 0).all()
    assert (layout.y < CANVAS[1]).all()


def test_no_two_nodes_lie_on_each_other(whole, layout):
    counts = whole.participants.groupby("actor_id")["event_id"].nunique()
    r = radius(counts[list(layout.actors)].to_numpy())
    away = np.hypot(layout.x[:, None] - layout.x, layout.y[:, None] - layout.y) + 1000 * np.eye(len(r))
    assert (away > 0.7 * (r[:, None] + r)).all()


def test_members_of_a_side_stand_together(layout):
    """Most of the nearest neighbours of an actor are of its own side."""
    slot = np.array([layout.sides.slot[actor] for actor in layout.actors])
    away = np.hypot(layout.x[:, None] - layout.x, layout.y[:, None] - layout.y) + 1e6 * np.eye(len(slot))
    near = slot[away.argsort(axis=1)[:, :3]]
    assert (near == slot[:, None]).mean() > 0.6


def test_the_first_side_is_on_the_left(layout):
    slot = np.array([layout.sides.slot[actor] for actor in layout.actors])
    assert layout.x[slot == "1"].mean() < min(layout.x[slot == other].mean() for other in ("2", "3", "4"))


def test_the_busiest_actor_of_a_side_is_nearer_to_the_middle_than_its_average_member(whole, layout):
    away = np.hypot((layout.x - CANVAS[0] / 2) / CANVAS[0], (layout.y - CANVAS[1] / 2) / CANVAS[1])
    slot = np.array([layout.sides.slot[actor] for actor in layout.actors])
    assert all(away[slot == side][0] < away[slot == side].mean() for side in ("1", "2", "3", "4"))


def chords(order, slots, pulls):
    share = {slot: slots.count(slot) / len(slots) for slot in order}
    middle, at = {}, 0.0
    for slot in order:
        middle[slot] = at + share[slot] / 2
        at += share[slot]
    angle = np.array([middle[slot] for slot in slots])
    return float((pulls * np.abs(np.sin(np.pi * (angle[:, None] - angle)))).sum())


def test_the_circle_of_sides_has_the_least_weight_times_chord():
    rng = np.random.default_rng(3)
    slots = [SLOTS[k % 6] for k in range(24)]
    pulls = rng.random((24, 24)) ** 4
    pulls = pulls + pulls.T
    best = chords(ring_order(slots, pulls), slots, pulls)
    assert best == pytest.approx(min(chords(("1", *rest), slots, pulls) for rest in permutations(SLOTS[1:])))


def test_above_150_actors_the_120_busiest_have_a_place():
    many = crowd(160, 400)
    layout = graph_layout(many)
    counts = many.participants.groupby("actor_id")["event_id"].nunique()
    assert len(layout.actors) == LAID_OUT == 120
    assert counts[list(layout.actors)].min() >= counts.drop(list(layout.actors)).max()


def test_a_story_without_events_or_with_one_actor_has_a_layout():
    assert graph_layout(story([])).actors == ()
    assert graph_layout(story([{"who": "alone"}])).actors == ("alone",)


def filters(whole):
    """Selections of many kinds: families, statuses, years, an actor, random ones."""
    events, people = whole.events, whole.participants
    rng = np.random.default_rng(8)
    yield "everything", events["event_id"].tolist()
    for family in ("contacts", "statements", "pressure"):
        yield family, events.loc[events["family"] == family, "event_id"].tolist()
    yield "one actor", people.loc[people["actor_id"] == "a3", "event_id"].tolist()
    yield "half of the time", events["event_id"].tolist()[:100]
    for share in (0.05, 0.3, 0.8):
        yield f"{share} of all", events.loc[rng.random(len(events)) < share, "event_id"].tolist()


@pytest.mark.parametrize("shown", [12, 40, 0])
@pytest.mark.parametrize("frame", [(980, 680), (358, 420)])
def test_no_filter_moves_a_node_relative_to_the_others(whole, layout, shown, frame):
    """On each axis the chart is a stretched and shifted layout: whoever was left of somebody stays left of him."""
    home = places(layout)
    for name, keep in filters(whole):
        view = GraphView(only(whole, keep), whole, LIGHT, shown, *frame, layout=layout)
        nodes = compose(view, layout).nodes
        for at, axis in ((nodes.x, 0), (nodes.y, 1)):
            was = np.array([home[actor][axis] for actor in nodes.ids])
            if len(was) > 1:
                scale, shift = np.polyfit(was, at, 1)
                assert scale > 0, name
                assert at == pytest.approx(was * scale + shift, abs=0.01), name


def test_a_change_of_language_or_selection_moves_nobody(whole, layout):
    plain = compose(GraphView(whole, whole, LIGHT, 0), layout).nodes
    chosen = compose(GraphView(whole, whole, LIGHT, 0, selected_actor=plain.ids[3]), layout).nodes
    french = compose(GraphView(whole, whole, LIGHT, 0, language="fr"), layout).nodes
    assert plain.ids == chosen.ids == french.ids
    assert (plain.x == chosen.x).all()
    assert np.argsort(plain.x).tolist() == np.argsort(french.x).tolist()
