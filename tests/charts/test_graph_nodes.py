"""Nodes: who is drawn, how large, in which shape, and how the picture is fitted to the chart."""

import numpy as np
import pytest

from components.charts.graph_layout import graph_layout, radius
from components.charts.graph_nodes import MAX_RATIO, MAX_STRETCH, fitted, shape
from components.charts.graph_picture import GraphView, compose
from components.charts.theme import LIGHT
from tests.charts.graph_stories import crowd, only, story


def nodes_of(tale, **view):
    return compose(GraphView(tale, tale, LIGHT, **view), graph_layout(tale)).nodes


def test_the_radius_grows_with_the_root_of_the_events():
    assert radius(np.array([0, 1, 4, 100])) == pytest.approx([4.5, 6.6, 8.7, 25.5])


@pytest.mark.parametrize(
    ("kind", "symbol", "factor"),
    [
        ("person", "circle", 1),
        ("state", "square", 0.9),
        ("government", "square", 0.9),
        ("organisation", "hexagon2", 1),
        ("media", "diamond", 1.12),
        ("comet", "circle", 1),
    ],
)
def test_each_kind_of_actor_has_its_shape_and_an_own_kind_that_of_a_person(kind, symbol, factor):
    assert shape(kind)[:2] == (symbol, factor)


def test_the_busiest_come_first_and_ties_keep_the_order_of_the_layout():
    tale = story([{"who": "ben"}, {"who": "ben anna"}, {"who": "cleo"}])
    assert nodes_of(tale, shown=2).ids == ("ben", "anna")


def test_an_actor_without_an_event_in_the_selection_is_not_drawn():
    tale = story([{"id": "x", "who": "anna ben"}, {"id": "y", "who": "cleo"}])
    nodes = compose(GraphView(only(tale, ["x"]), tale, LIGHT), graph_layout(tale)).nodes
    assert set(nodes.ids) == {"anna", "ben"}


def test_a_selected_actor_is_drawn_even_if_others_are_busier():
    tale = crowd()
    rare = graph_layout(tale).actors[-1]
    assert rare not in nodes_of(tale, shown=12).ids
    assert nodes_of(tale, shown=12, selected_actor=rare).ids[-1] == rare


def random_boxes(seed, n=20):
    rng = np.random.default_rng(seed)
    return rng.random(n) * 1000, rng.random(n) * 680, 20 + rng.random(n) * 40, 6 + rng.random(n) * 12


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("frame", [(980, 680), (1368, 680), (768, 640)])
def test_the_picture_fits_the_chart_and_its_axes_are_stretched_alike(seed, frame):
    x, y, half, size = random_boxes(seed)
    at_x, at_y, grow = fitted(x, y, half, size, frame)
    assert (at_x - half >= -0.01).all()
    assert (at_x + half <= frame[0] + 0.01).all()
    assert (at_y - size >= -0.01).all()
    assert (at_y + size <= frame[1] + 0.01).all()
    sx, sy = np.ptp(at_x) / np.ptp(x), np.ptp(at_y) / np.ptp(y)
    assert max(sx, sy) <= MAX_STRETCH + 1e-6
    assert max(sx / sy, sy / sx) <= MAX_RATIO + 1e-6
    assert grow == pytest.approx(min(1.3, (sx * sy) ** 0.25))


def test_few_nodes_are_drawn_at_most_2_4_times_apart_and_1_3_times_as_large():
    x, y = np.array([500.0, 510.0]), np.array([300.0, 305.0])
    at_x, at_y, grow = fitted(x, y, np.full(2, 30.0), np.full(2, 8.0), (980, 680))
    assert np.ptp(at_x) == pytest.approx(24)
    assert np.ptp(at_y) == pytest.approx(12)
    assert grow == 1.3


@pytest.mark.parametrize(("symbol", "at_45"), [("circle", 10), ("square", 10 * 2**0.5), ("diamond", 10 / 2**0.5)])
def test_the_border_of_a_shape_is_where_it_is_drawn(symbol, at_45):
    kind = {"circle": "person", "square": "state", "diamond": "media"}[symbol]
    nodes = nodes_of(story([{"who": "anna"}], [{"id": "anna", "kind": kind}]))
    nodes.reach[:] = 10
    which = np.zeros(2, dtype=np.int64)
    assert nodes.edge(which, np.array([3.0, 3.0]), np.array([0.0, 3.0])) == pytest.approx([10, at_45])
