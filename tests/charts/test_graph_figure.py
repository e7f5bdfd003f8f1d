"""The figure of the actor graph: what is drawn, in which colours, and what the browser is told."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from components.charts import actor_graph as module
from components.charts.actor_graph import GraphView, actor_graph, graph_dict, legend
from components.charts.graph_layout import graph_layout
from components.charts.theme import DARK, LIGHT, THEMES, Theme
from tests.charts.graph_stories import only, story


@pytest.fixture
def view(whole, layout):
    return lambda theme=LIGHT, **more: GraphView(whole, whole, theme, layout=layout, **more)


@pytest.fixture
def small():
    actors = [
        {"id": "anna", "side": "north", "role_en": "Envoy"},
        {"id": "ben", "side": "north", "kind": "state"},
        {"id": "cleo", "side": "north", "kind": "organisation"},
        {"id": "dan", "side": "south"},
        {"id": "post", "name_en": "The <b>Post</b> & Co", "kind": "media"},
    ]
    return story(
        [
            {"id": "e1", "type": "sanction", "who": "anna:initiator dan:target", "when": "2024-03-04"},
            {"id": "e2", "type": "sanction", "who": "anna:initiator dan:target", "when": "2024-11-07~"},
            {"id": "e3", "type": "call", "who": "ben cleo dan", "when": "2024-12"},
            {"id": "e4", "type": "report", "who": "post:source anna:target", "when": ""},
        ],
        actors,
        sides={"north": {"en": "The North", "fr": "Le Nord"}, "south": {"en": "The South", "fr": "Le Sud"}},
    )


def traces(figure, mode) -> list[dict[str, Any]]:
    return [trace for trace in figure.to_dict()["data"] if trace["mode"] == mode]


def lines(figure):
    return [trace for trace in traces(figure, "lines") if "customdata" not in trace]


def nodes(figure):
    return next(trace for trace in traces(figure, "markers") if "customdata" in trace)


def everything(value) -> Iterator[Any]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from everything(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from everything(inner)
    else:
        yield value


def test_a_small_graph_is_drawn_as_before(small, snapshot):
    figure = json.loads(actor_graph(GraphView(small, small, LIGHT, width=600, height=400)).to_json())
    assert figure == snapshot


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_is_one_of_the_theme(view, scheme):
    theme = THEMES[scheme]
    known = {
        value for part in fields(Theme) for value in everything(getattr(theme, part.name)) if isinstance(value, str)
    }
    known |= set(theme.families.values()) | set(theme.sides.values()) | {theme.halo}
    drawn = json.dumps(actor_graph(view(theme, shown=0)).to_dict()["layout"], default=str)
    drawn += json.dumps(actor_graph(view(theme, shown=0, selected_actor="a1")).to_dict()["data"], default=str)
    used = set(re.findall(r"#[0-9A-Fa-f]{6}\b", drawn))
    assert len(used) > 8
    assert used <= known


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_no_text_is_smaller_than_10_px_and_none_is_faint(view, theme):
    for trace in traces(actor_graph(view(theme, shown=0)), "text"):
        assert trace["textfont"]["size"] >= 10
        assert theme.faint not in everything(trace["textfont"])
        assert trace["textfont"]["shadow"] == theme.halo


def test_a_node_has_the_colour_of_its_side_and_the_shape_of_its_kind(small):
    trace = nodes(actor_graph(GraphView(small, small, LIGHT)))
    look = dict(
        zip(trace["customdata"], zip(trace["marker"]["color"], trace["marker"]["symbol"], strict=True), strict=True)
    )
    assert look["actor:anna"] == (LIGHT.sides["1"], "circle")
    assert look["actor:ben"] == (LIGHT.sides["1"], "square")
    assert look["actor:cleo"] == (LIGHT.sides["1"], "hexagon2")
    assert look["actor:dan"] == (LIGHT.sides["2"], "circle")
    assert look["actor:post"] == (LIGHT.sides["media"], "diamond")


def test_a_link_has_the_colour_of_its_family_and_a_statement_speaks_about_quietly(small):
    figure = actor_graph(GraphView(small, small, LIGHT))
    colours = {trace["line"]["color"] for trace in lines(figure)}
    assert colours == {LIGHT.families["pressure"], LIGHT.families["contacts"], LIGHT.statement_link}
    assert figure.layout.meta["colours"] == ["contacts", "pressure", "statements"]


def test_lines_are_grouped_thin_ones_first_and_the_figure_stays_small(view):
    figure = actor_graph(view(shown=40))
    widths = [trace["line"]["width"] for trace in lines(figure)]
    assert widths == sorted(widths)
    looks = {(t["line"]["color"], t["line"]["width"], t["opacity"]) for t in lines(figure)}
    assert len(looks) == len(lines(figure))
    assert len(figure.data) <= 32
    assert len(json.dumps(graph_dict(view(shown=40, link_points=False)))) < 150_000


def test_only_a_directed_link_has_a_head(small):
    def heads(story):
        found = traces(actor_graph(GraphView(story, small, LIGHT)), "markers")
        return [trace for trace in found if trace["marker"]["symbol"] == "triangle-up"]

    assert len(heads(only(small, ["e3"]))) == 0
    (trace,) = heads(small)
    assert trace["marker"]["size"] == [pytest.approx(1.5 * 1.2 + 4)]
    assert trace["marker"]["color"] == [LIGHT.families["pressure"]]


def test_a_selected_actor_has_a_ring_and_what_is_not_its_own_steps_back(view, layout):
    actor = layout.actors[5]
    figure = actor_graph(view(selected_actor=actor))
    trace = nodes(figure)
    (ring,) = [t for t in traces(figure, "markers") if t["marker"]["color"] == LIGHT.ring]
    at = trace["customdata"].index(f"actor:{actor}")
    assert (ring["x"], ring["y"]) == ([trace["x"][at]], [trace["y"][at]])
    assert ring["marker"]["symbol"][0].endswith("-open")
    assert ring["marker"]["size"][0] == pytest.approx(trace["marker"]["size"][at] + 9, abs=0.11)
    assert ring["marker"]["line"]["width"] == 3
    assert set(trace["marker"]["opacity"]) == {1.0, 0.18}
    assert 0.06 in {line["opacity"] for line in lines(figure)}
    assert all(
        actor in ids.split(":")[1].split("|") for t in traces(figure, "lines") for ids in t.get("customdata", [])
    )


def test_a_selected_link_leaves_only_its_two_actors_in_front(small):
    for pair in (("anna", "dan"), ("dan", "anna")):
        figure = actor_graph(GraphView(small, small, LIGHT, selected_link=pair))
        opacity = dict(zip(nodes(figure)["customdata"], nodes(figure)["marker"]["opacity"], strict=True))
        assert {key for key, value in opacity.items() if value == 1} == {"actor:anna", "actor:dan"}
        assert {label for t in traces(figure, "text")[:-1] for label in t["customdata"]} == {"actor:anna", "actor:dan"}


def test_the_actors_of_the_selected_event_have_a_thin_ring_and_nothing_steps_back(small):
    figure = actor_graph(GraphView(small, small, LIGHT, selected_event="e3"))
    (ring,) = [t for t in traces(figure, "markers") if t["marker"]["color"] == LIGHT.ring]
    assert len(ring["x"]) == 3
    assert ring["marker"]["line"]["width"] == 2
    assert set(nodes(figure)["marker"]["opacity"]) == {1.0}


@pytest.mark.parametrize(
    "gone", [{"selected_actor": "ghost"}, {"selected_link": ("ghost", "anna")}, {"selected_event": "?"}]
)
def test_a_selection_that_is_not_there_is_no_error(small, gone):
    assert actor_graph(GraphView(small, small, LIGHT, **gone)).layout.meta["actors"] == 5


def test_texts_of_the_story_are_shown_as_they_stand_never_as_markup(small):
    figure = actor_graph(GraphView(small, small, LIGHT))
    texts = [text for trace in traces(figure, "text") for text in trace["text"]]
    assert "The &lt;b&gt;Post&lt;/b&gt; &amp; Co" in texts
    assert not any("<" in text for text in texts)


def test_a_card_tells_of_an_actor_name_kind_side_role_events_and_strongest_links(small):
    card = actor_graph(GraphView(small, small, LIGHT)).layout.meta["cards"]["actor:anna"]
    assert card == {
        "head": "person · The North",
        "title": "Anna",
        "actors": "Envoy",
        "lines": ["3 events", "most often with Dan (2), The <b>Post</b> & Co (1)"],
    }


def test_a_card_tells_of_a_link_its_events_by_family_and_the_last_one(small):
    cards = actor_graph(GraphView(small, small, LIGHT)).layout.meta["cards"]
    assert cards["link:anna|dan"] == {
        "title": "Anna – Dan",
        "lines": ["2 events: 2 sanctions or strikes"],
        "foot": "last about 7 Nov 2024",
    }
    assert cards["link:anna|post"]["foot"] == ""


def test_cards_and_words_follow_the_language(small):
    cards = actor_graph(GraphView(small, small, LIGHT, language="fr")).layout.meta["cards"]
    assert cards["actor:anna"]["head"] == "personne · Le Nord"
    assert cards["link:anna|dan"]["lines"] == ["2 événements : 2 sanctions ou frappes"]


def test_everything_that_can_be_hovered_has_a_card(view):
    figure = actor_graph(view(shown=0))
    ids = {key for trace in figure.to_dict()["data"] for key in trace.get("customdata", [])}
    assert ids <= figure.layout.meta["cards"].keys()
    assert {curve[0] for curve in figure.layout.meta["curves"]} <= figure.layout.meta["cards"].keys()


def test_the_text_alternative_says_how_much_who_and_with_whom(small):
    alt = actor_graph(GraphView(small, small, LIGHT, selected_actor="dan")).layout.meta["alt"]
    assert alt.startswith("Network of 5 actors and 5 links, from 4 events. Most involved: ")
    assert "Strongest links: Anna – Dan, 2 events;" in alt
    assert alt.endswith("Selected: Dan.")


def test_an_empty_selection_draws_nothing_and_says_so(small):
    figure = actor_graph(GraphView(only(small, []), small, LIGHT, language="fr"))
    assert nodes(figure)["x"] == []
    assert figure.layout.meta["events"] == 0
    assert figure.layout.meta["alt"] == "Réseau des acteurs : aucun événement n’est sélectionné."


def test_coordinates_are_pixels_with_y_downwards_and_nothing_moves_by_itself(small):
    layout = actor_graph(GraphView(small, small, LIGHT, width=700, height=500)).layout
    assert (layout.xaxis.range, layout.yaxis.range) == ((0, 700), (500, 0))
    assert layout.xaxis.fixedrange
    assert layout.yaxis.fixedrange
    assert layout.dragmode is False
    assert set(layout.margin.to_plotly_json().values()) == {0}


def test_the_dict_is_plain_json_and_what_the_figure_holds(small):
    view = GraphView(small, small, LIGHT)
    assert json.loads(json.dumps(graph_dict(view))) == json.loads(actor_graph(view).to_json())


def test_a_given_layout_changes_nothing_but_the_time(small):
    given = GraphView(small, small, LIGHT, layout=graph_layout(small))
    assert actor_graph(given).to_json() == actor_graph(GraphView(small, small, LIGHT)).to_json()


def test_the_legend_lists_the_colours_in_use_with_the_widths_of_the_lines():
    full, some = legend(LIGHT, "en"), legend(LIGHT, "en", ["statements", "contacts"])
    assert [entry["text"] for entry in some["colours"]] == ["calls, meetings", "speaks about"]
    assert [entry["colour"] for entry in some["colours"]] == [LIGHT.families["contacts"], LIGHT.statement_link]
    assert len(full["colours"]) == 6
    assert [entry["width"] for entry in full["widths"]] == [1.2, 3.2, 7.0]
    assert [entry["text"] for entry in full["kinds"]] == ["person", "state, ministry", "organisation", "media"]
    assert all(entry["svg"].startswith("<svg") for entry in full["kinds"])


def keys(table: dict[str, Any], before: str = "") -> set[str]:
    return {
        key
        for name, value in table.items()
        for key in (keys(value, f"{before}{name}.") if isinstance(value, dict) else {f"{before}{name}"})
    }


def test_both_languages_have_the_same_words_with_the_same_places():
    folder = Path(module.__file__).parent / "wording"
    english, french = (tomllib.loads((folder / f"graph_{code}.toml").read_text()) for code in ("en", "fr"))
    assert keys(english) == keys(french)
    assert np.all([places(english, key) == places(french, key) for key in keys(english)])


def places(table: Any, key: str) -> set[str]:
    for part in key.split("."):
        table = table[part]
    return set(re.findall(r"{(\w+)}", table))
