"""A story of many events: the page shows a part, says how much there is, and counts exactly."""

import json

import numpy as np
import pytest

from components.app.actions import act
from components.app.counts import counts
from components.app.keeping import kept, story_bytes
from components.app.scene import compose
from components.app.view import View
from components.app.widgets.charts import graph_chart, timeline_view
from components.app.widgets.event_list import MOST, event_list, listed
from components.app.widgets.filters import MOST_OFFERED, busiest, matching
from components.app.widgets.find_actor import found, near_chip
from components.app.widgets.panel import panel
from components.app.widgets.table import ROWS, page_of, table_rows
from components.charts.actor_graph import GraphView, graph_dict
from components.charts.graph_layout import LAID_OUT, graph_layout, with_more
from components.charts.theme import LIGHT
from components.charts.timeline import timeline_dict
from components.events.dates import bounds
from components.events.excerpt import excerpt, row_of
from components.events.known import as_known_on
from components.events.selection import Selection
from components.events.story import Story
from components.stores.folder import read_story
from components.stores.synthetic.generating import generate
from tests.app.trees import acts_of, nodes_of, scene, text_of

EVENTS, ACTORS = 25_000, 400


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder = tmp_path_factory.mktemp("many") / "story"
    generate(folder, EVENTS, ACTORS, 3)
    return read_story(folder)


def figure(story: Story, window: str = "", counted: bool = True) -> dict:
    current = compose(View(window=window), story, "light", 1360)
    view = timeline_view(
        current.shown, current.known, story, 968, window, "type", current.event, None, 20_000, "light", "en"
    )
    object.__setattr__(view, "counted", counted)
    return timeline_dict(view)


def told(drawn: dict) -> list[dict]:
    return [trace["meta"] for trace in drawn["data"] if "count" in trace.get("meta", {})]


def test_the_bars_count_every_dated_event_that_is_no_mark(many: Story) -> None:
    drawn = figure(many)
    first = many.events["earliest"].fillna(many.events["latest"]).to_numpy(float)
    dated = np.isfinite(many.events["earliest"]) | np.isfinite(many.events["latest"])
    lanes = {lane["lane"] for lane in told(drawn)}
    families = ["institutions", "contacts", "statements", "support", "pressure", "other"]
    codes = many.events["family"].astype("str")
    for one in told(drawn):
        assert sum(one["count"]) == int((dated & (codes == families[one["lane"]])).sum())
        assert max(one["count"]) == one["peak"]
    assert lanes
    assert np.isfinite(first[dated]).all()


def test_a_picture_of_many_events_holds_few_marks_and_few_bytes(many: Story) -> None:
    for window in ("", "1999-01-01/2001-01-01", "2000-01-01/2000-03-01", "2000-01-01/2000-01-04"):
        drawn = figure(many, window)
        marks = sum(len(trace.get("customdata", ())) for trace in drawn["data"] if trace["type"] == "scatter")
        bars = sum(len(one["count"]) for one in told(drawn))
        assert marks + bars < 3000, window
        assert len(json.dumps(drawn, separators=(",", ":"))) < 260_000, window


def test_bars_that_the_browser_draws_count_what_those_of_a_figure_count(many: Story) -> None:
    window = "1999-01-01/2003-01-01"
    plain = {
        key: card["head"]
        for key, card in figure(many, window, counted=False)["layout"]["meta"]["cards"].items()
        if key.startswith("bin:")
    }
    drawn = figure(many, window)
    texts, spans = drawn["layout"]["meta"]["bins"]["text"], drawn["layout"]["meta"]["bins"]["spans"]
    heads = set()
    for one in told(drawn):
        for start, n, still_open in zip(one["start"], one["count"], one.get("open", ()), strict=False):
            form = "one" if n == 1 else "other"
            heads.add(texts[form].format(n=f"{n:,}", open=f"{still_open:,}", span=spans[start]))
    assert plain
    assert set(plain.values()) <= heads


def test_whoever_zooms_out_sees_coarse_bars_at_once(many: Story) -> None:
    inside, around = [], []
    for one in told(figure(many, "2004-01-01/2004-06-01")):
        (inside if "open" in one else around).append(one)
    assert around
    first, last = bounds("2004-01-01").earliest, bounds("2004-06-01").latest
    for one in around:
        starts = np.array(one["start"]) * one["days"]
        assert ((starts + one["days"] <= first) | (starts >= last)).all()
        assert starts.min() < first - 3000
        assert starts.max() > last + 3000
        assert "open" not in one


def test_a_day_that_cannot_be_zoomed_lists_its_events() -> None:
    view = act(View(), {"do": "list", "id": "2004-03-01/2004-03-01"})
    day = bounds("2004-03-01").earliest
    assert (view.tab, view.selection.first, view.selection.last) == ("table", day, day)
    assert act(View(), {"do": "list", "id": "soon"}) == View()


@pytest.mark.parametrize("sort", ["when", "-when", "title", "-claims", "actors", "place", "status"])
def test_pages_of_the_table_hold_each_event_once(many: Story, sort: str) -> None:
    current = scene(many, event="", sort=sort)
    ids = [table_rows(current, at, at + 5000)["event_id"] for at in range(0, EVENTS, 5000)]
    assert sorted(one for some in ids for one in some) == sorted(many.events["event_id"])


def test_a_page_of_the_table_is_the_one_of_the_open_event(many: Story) -> None:
    event = str(many.events["event_id"].iloc[7000])
    current = compose(View(selection=Selection(event=event), sort="-title"), many, "light", 1360)
    page = page_of(current)
    assert event in set(table_rows(current, page * ROWS, (page + 1) * ROWS)["event_id"])


def test_titles_stand_in_the_order_of_their_letters(many: Story) -> None:
    rows = table_rows(scene(many, event="", sort="title"), 0, 3000)
    titles = [title.lower() for title in rows["title"] if title.isascii()]
    assert titles == sorted(titles)


def test_a_list_of_a_phone_has_pages_and_counts_whole_months(many: Story) -> None:
    current = scene(many, event="", page=358)
    assert listed(current) == EVENTS
    first, second = (text_of(event_list(current, page)) for page in (0, 1))
    assert first != second
    shown = [
        node for node in nodes_of(event_list(current, 0)) if (node.attrs.get("data-key") or "").startswith("item-")
    ]
    assert len(shown) == MOST


def test_the_panel_of_an_event_tells_its_own_claims_only(many: Story) -> None:
    event = str(many.events["event_id"].iloc[12_345])
    said = text_of(panel(scene(many, event=event)))
    claims = many.claims[(many.claims["event_id"].astype("str") == event).to_numpy()]
    assert len(claims)
    assert all(summary in said for summary in claims["summary_en"])


def test_an_event_is_found_in_what_was_cut_out(many: Story) -> None:
    known = as_known_on(many, float(many.events["known_on"].median()))
    shown = Selection(families=("contacts",)).apply(known)
    ids = shown.events["event_id"].tolist()
    assert [row_of(shown, ids[at]) for at in (0, 17, len(ids) - 1)] == [0, 17, len(ids) - 1]
    left = next(iter(set(many.events["event_id"]) - set(ids)))
    assert row_of(shown, left) == -1
    one = excerpt(shown, [17])
    assert one.events["event_id"].tolist() == [ids[17]]
    assert set(one.claims["event_id"]) <= {ids[17]}


def test_a_field_offers_the_busiest_and_what_is_sought(many: Story) -> None:
    names, actors = scene(many, event="").names, busiest(many)
    offered = matching(actors, names, "", (actors[-1],))
    assert offered[0] == actors[-1]
    assert offered[1:] == list(actors[:MOST_OFFERED])
    last = names[actors[-1]]
    assert actors[-1] in matching(actors, names, last.upper(), ())


def test_the_graph_brings_in_who_is_asked_for_and_moves_nobody(many: Story) -> None:
    layout = graph_layout(many)
    assert len(layout.actors) == LAID_OUT
    rare = busiest(many)[200]
    assert rare not in layout.actors
    more = with_more(layout, many, [rare])
    assert more.actors == (*layout.actors, rare)
    assert (more.x[:-1] == layout.x).all()
    assert (more.y[:-1] == layout.y).all()
    drawn = graph_dict(GraphView(many, many, LIGHT, layout=layout, selected_actor=rare, link_points=False))
    assert f"actor:{rare}" in drawn["layout"]["meta"]["cards"]


def test_neighbours_are_those_who_act_with_an_actor(many: Story) -> None:
    rare = busiest(many)[200]
    drawn = graph_dict(GraphView(many, many, LIGHT, shown=12, near=rare, link_points=False))
    shown = {key.removeprefix("actor:") for key in drawn["layout"]["meta"]["cards"] if key.startswith("actor:")}
    acting = many.participants
    with_it = set(acting[acting["event_id"].isin(list(acting[acting["actor_id"] == rare]["event_id"]))]["actor_id"])
    assert rare in shown
    assert shown <= with_it
    assert len(shown) == 12


def test_a_graph_of_many_events_is_no_larger_than_its_frame_and_has_few_bytes(many: Story) -> None:
    drawn = graph_dict(GraphView(many, many, LIGHT, link_points=False))
    sizes = [
        max(trace["marker"]["size"]) for trace in drawn["data"] if isinstance(trace.get("marker", {}).get("size"), list)
    ]
    assert max(sizes) < 60
    assert len(json.dumps(drawn, separators=(",", ":"))) < 140_000


def test_a_search_of_actors_offers_them_and_their_neighbours(many: Story) -> None:
    current = scene(many, event="")
    actor = busiest(many)[150]
    acts = acts_of(found(current, current.names[actor]))
    assert {"do": "actor", "id": actor} in acts
    assert {"do": "near", "id": actor} in acts
    assert not acts_of(found(current, "nobody of that name"))
    view = act(View(), {"do": "near", "id": actor})
    assert view.near == actor
    assert near_chip(current) is None
    chip = near_chip(scene(many, event="", near=actor))
    assert chip is not None
    assert current.names[actor] in text_of(chip)
    assert act(view, {"do": "near", "id": ""}).near == ""


def test_what_is_counted_of_many_events_is_exact(many: Story) -> None:
    found = counts(many)
    assert found.actors == many.participants["actor_id"].nunique()
    assert found.undated == int((many.events["precision"] == "none").sum())
    assert found.statuses["disputed"] == int((many.events["status"] == "disputed").sum())


def test_caches_let_go_what_takes_too_much_room(many: Story) -> None:
    calls = []

    @kept(8, room=300_000)
    def work(story: Story) -> int:
        calls.append(story)
        return 1

    days = [float(day) for day in np.linspace(9000, 20000, 5)]
    known = [as_known_on(many, day) for day in days]
    assert all(story_bytes(one) >= 6 * len(one.events) for one in known)
    for one in (*known, known[0], known[-1]):
        work(one)
    assert len(calls) == 6  # the first had been let go, the last was still there


def test_charts_tell_how_much_a_width_stands_for(many: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("components.app.widgets.charts._draw", lambda *_: None)
    assert graph_chart(scene(many, event=""), lambda _: None) > 1
    assert graph_chart(scene(), lambda _: None) == 1


def test_the_overview_is_sent_as_what_its_bars_count(many: Story) -> None:
    plain, sent = (
        next(one for one in figure(many, "", counted)["data"] if one["name"] == "overview") for counted in (False, True)
    )
    bars = sent["meta"]
    drawn = [
        (bars["first"] + (number + 0.5) * bars["days"], count)
        for number, row in zip(bars["start"], bars["families"], strict=True)
        for count in row
        if count
    ]
    assert [count for _, count in drawn] == plain["y"]
    assert [bounds(x[:10]).earliest for x in plain["x"]] == [float(np.floor(middle)) for middle, _ in drawn]
    assert sent["x"] == []
