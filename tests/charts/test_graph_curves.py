"""Curves: which links are drawn, how wide and opaque, how they bend, and where their heads point."""

import numpy as np
import pytest

from components.charts.graph_curves import (
    POINTS,
    bend,
    drawn_links,
    heads,
    hover_points,
    line_opacity,
    line_width,
    points,
)
from components.charts.graph_layout import graph_layout
from components.charts.graph_picture import GraphView, compose
from components.charts.links import links
from components.charts.theme import LIGHT
from tests.charts.graph_stories import crowd, story


def picture(tale, **view):
    return compose(GraphView(tale, tale, LIGHT, **view), graph_layout(tale))


@pytest.fixture(scope="module")
def whole():
    return crowd()


WIDTHS = [(1, 0.7), (2, 1.2), (3, 2), (4, 2), (5, 3.2), (8, 3.2), (9, 5), (16, 5), (17, 7), (500, 7)]


@pytest.mark.parametrize(("count", "width"), WIDTHS)
def test_the_width_tells_the_number_of_shared_events(count, width):
    assert line_width(count) == width


@pytest.mark.parametrize(("count", "opacity"), [(1, 0.35), (2, 0.55), (4, 0.55), (5, 0.8), (99, 0.8)])
def test_the_opacity_tells_it_too(count, opacity):
    assert line_opacity(count) == opacity


def test_up_to_20_actors_all_links_are_drawn(whole):
    drawn = picture(whole, shown=20)
    shown = set(drawn.nodes.actor.tolist())
    found = drawn.found
    assert len(drawn.curves) == sum(a in shown and b in shown for a, b in zip(found.a, found.b, strict=True))


def test_with_more_actors_single_events_are_left_out_but_for_the_strongest_link_of_each(whole):
    drawn = picture(whole, shown=0)
    count, found = drawn.found.count, drawn.found
    single = [link for link in drawn.curves.link if count[link] == 1]
    assert set(np.flatnonzero(count >= 2)) <= set(drawn.curves.link.tolist())
    assert 0 < len(single) < (count == 1).sum()
    for link in single:
        ends = [found.of(int(actor)) for actor in (found.a[link], found.b[link])]
        assert any(found.strength[link] == found.strength[mine].max() for mine in ends)


def test_every_actor_that_has_a_link_keeps_one(whole):
    drawn = picture(whole, shown=0)
    linked = set(np.concatenate((drawn.found.a, drawn.found.b)).tolist())
    kept = set(np.concatenate((drawn.curves.a, drawn.curves.b)).tolist())
    assert {int(drawn.nodes.actor[k]) for k in kept} == linked


def test_of_a_selected_actor_all_links_are_drawn(whole):
    found = links(whole)
    actor = int(np.bincount(np.concatenate((found.a, found.b))).argmax())
    drawn = picture(whole, shown=0, selected_actor=found.actors[actor])
    assert set(found.of(actor).tolist()) <= set(drawn.curves.link.tolist())


def test_a_selected_link_is_drawn_even_if_it_is_a_single_event(whole):
    plain = picture(whole, shown=0)
    hidden = min(set(range(len(plain.found))) - set(plain.curves.link.tolist()))
    ends = (plain.found.actors[plain.found.a[hidden]], plain.found.actors[plain.found.b[hidden]])
    drawn = picture(whole, shown=0, selected_link=ends)
    assert hidden in drawn.curves.link
    assert drawn.strong.sum() == 1


def test_a_hairball_is_cut_to_its_strongest_links():
    dense = crowd(60, 4000)
    drawn = picture(dense, shown=0)
    assert len(links(dense)) > 1000
    assert len(drawn.curves) <= 300 + 60


def test_thin_lines_come_first(whole):
    assert (np.diff(picture(whole, shown=0).curves.width) >= 0).all()


def on_line(x, y, kind="person"):
    """Nodes anna, ben and cleo at the given places, of which anna and ben are linked."""
    tale = story([{"who": "anna ben"}, {"who": "cleo"}], [{"id": "cleo", "kind": kind}])
    drawn = picture(tale)
    order = [drawn.nodes.at(name) for name in ("anna", "ben", "cleo")]
    drawn.nodes.x[order], drawn.nodes.y[order] = x, y
    return drawn.nodes, bend(drawn.found, drawn_links(drawn.found, drawn.nodes), drawn.nodes)


def test_a_curve_bends_away_from_a_node_in_its_way():
    nodes, curves = on_line((0.0, 300.0, 150.0), (0.0, 0.0, 15.0))
    x, y = points(curves, nodes, np.array([0]), np.linspace(0, 1, 50))
    cleo = nodes.at("cleo")
    assert np.hypot(x - nodes.x[cleo], y - nodes.y[cleo]).min() > nodes.r[cleo]


def test_a_free_curve_bends_a_tenth_of_its_length():
    _, curves = on_line((0.0, 300.0, 150.0), (0.0, 0.0, 600.0))
    assert curves.control[0].tolist() == pytest.approx([150, 30])


def test_24_points_keep_within_a_fifth_of_a_pixel_of_a_curve_across_the_chart():
    nodes, curves = on_line((0.0, 900.0, 450.0), (0.0, 0.0, 45.0))
    (x,), (y,) = points(curves, nodes, np.array([0]), np.linspace(0, 1, POINTS))
    (fine_x,), (fine_y,) = points(curves, nodes, np.array([0]), np.linspace(0, 1, 4000))
    assert np.abs(np.interp(fine_x, x, y) - fine_y).max() < 0.2


def arrow(x, y, kind="person", types=("strike", "strike")):
    events = [{"type": kind_, "who": "anna:initiator ben:target"} for kind_ in types]
    tale = story(events, [{"id": "ben", "kind": kind}])
    drawn = picture(tale)
    order = [drawn.nodes.at(name) for name in ("anna", "ben")]
    drawn.nodes.x[order], drawn.nodes.y[order] = x, y
    curves = bend(drawn.found, np.array([0]), drawn.nodes)
    return drawn, curves, heads(curves, drawn.nodes, drawn.found.direction)


@pytest.mark.parametrize("kind", ["person", "state", "media", "organisation"])
@pytest.mark.parametrize("to", [(400.0, 100.0), (100.0, 400.0), (380.0, 380.0), (-200.0, 90.0)])
def test_a_head_touches_the_border_of_its_target_and_points_at_it(kind, to):
    drawn, _, tips = arrow((100.0, to[0]), (100.0, to[1]), kind)
    ben = drawn.nodes.at("ben")
    turn = np.radians(tips.angle[0])
    tip = np.array([tips.x[0] + np.sin(turn) * tips.size[0] / 2, tips.y[0] - np.cos(turn) * tips.size[0] / 2])
    away = np.array([drawn.nodes.x[ben], drawn.nodes.y[ben]]) - tip
    border = drawn.nodes.edge(np.array([ben]), away[:1], away[1:])[0]
    assert np.hypot(*away) == pytest.approx(border + 1.5, abs=1.5)
    ahead = np.array([np.sin(turn), -np.cos(turn)])
    assert ahead @ away / np.hypot(*away) > 0.9


def test_the_line_ends_where_its_head_begins():
    drawn, curves, tips = arrow((100.0, 400.0), (100.0, 300.0))
    ends = points(curves, drawn.nodes, np.array([0]), np.array([[tips.start[0], tips.end[0]]]))
    ben, size = drawn.nodes.at("ben"), tips.size[0]
    near = int(np.argmin(np.hypot(ends[0][0] - drawn.nodes.x[ben], ends[1][0] - drawn.nodes.y[ben])))
    gap = np.hypot(ends[0][0, near] - tips.x[0], ends[1][0, near] - tips.y[0])
    assert gap == pytest.approx(size / 4, abs=0.2)


def test_a_head_grows_with_its_line():
    _, curves, tips = arrow((0.0, 500.0), (0.0, 0.0))
    assert tips.size[0] == pytest.approx(1.5 * curves.width[0] + 4)


def test_nodes_too_close_for_a_head_have_none():
    assert len(arrow((100.0, 122.0), (100.0, 100.0))[2].curve) == 0


def test_one_event_gives_a_direction_only_to_links_of_the_selected_actor():
    tale = story([{"type": "strike", "who": "anna:initiator ben:target"}, {"who": "cleo dan"}])
    assert len(picture(tale).heads.curve) == 0
    assert len(picture(tale, selected_actor="anna").heads.curve) == 1


def test_hover_points_are_on_their_curve_and_on_no_node(whole):
    drawn = picture(whole, shown=0)
    curve, x, y = hover_points(drawn.curves, drawn.nodes)
    assert set(curve.tolist()) >= set(np.flatnonzero(drawn.curves.width > 1).tolist()[:5])
    away = np.hypot(x[:, None] - drawn.nodes.x, y[:, None] - drawn.nodes.y)
    assert (away > drawn.nodes.reach).all()
    line_x, line_y = points(drawn.curves, drawn.nodes, curve[:200], np.linspace(0, 1, 400))
    assert np.hypot(line_x - x[:200, None], line_y - y[:200, None]).min(axis=1).max() < 2
