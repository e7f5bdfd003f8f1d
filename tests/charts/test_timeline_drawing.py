"""What the timeline draws and says of a story: what section 8 of the visual specification asks of it, for any story."""

import json

import plotly.graph_objects as go
import pytest

from components.charts.theme import DARK, LIGHT
from components.charts.timeline import overview_strip, timeline, timeline_dict
from components.charts.view import TimelineView
from tests.charts.timeline_figures import STATUSES, trace
from tests.charts.timeline_stories import day, story
from tests.charts.timeline_views import CROWD, SMALL, small, view_of


def test_every_dated_event_has_a_mark_or_a_bar_and_the_undated_are_named():
    figure = timeline_dict(view_of(small()))
    drawn = {event_id for one in figure["data"] if one["name"] in (*STATUSES, "bars") for event_id in one["customdata"]}
    assert drawn == {row["id"] for row in SMALL} - {"sometime"}
    assert figure["layout"]["meta"]["undated"] == ["sometime"]
    assert figure["layout"]["meta"]["events"] == len(SMALL)


def test_a_day_is_drawn_at_noon():
    figure = timeline_dict(view_of(small()))
    assert trace(figure, "disputed")["x"] == ["2024-11-07 12:00"]


def test_there_are_few_traces():
    every = timeline_dict(
        TimelineView(CROWD, CROWD, selected="e00003", width=1400, window=(day("2025-01-01"), day("2025-06-01")))
    )
    named = [one["name"] for one in every["data"]]
    assert len(named) == len(set(named))
    assert len([name for name in named if name in (*STATUSES, "struck", "dots", "bars")]) <= 9
    assert len([name for name in named if "label" in name or name == "doubt"]) <= 4


@pytest.mark.parametrize(
    "case",
    [
        {},
        {"selected": "call", "window": (day("2024-11-01"), day("2024-11-30"))},
        {"lanes": "actor", "theme": DARK},
        {"lanes": "place", "language": "fr", "width": 768},
        {"known_on": day("2024-11-10"), "previous": {"call": "reported"}, "today": day("2024-11-20")},
    ],
    ids=["all", "zoomed", "actors", "places", "known"],
)
def test_plotly_knows_every_property_of_the_figure(case):
    go.Figure(timeline_dict(view_of(small(), **case)))


def test_the_text_of_a_story_is_shown_as_it_stands():
    figure = timeline_dict(view_of(small()))
    assert any("Talks &lt;b&gt;go&lt;/b&gt; on" in text for one in figure["data"] for text in one.get("text", ()))


def test_a_story_before_the_common_era_draws():
    year = 365.2425
    rows_bce = [
        {"id": f"b{k}", "first": -876_500.0 + k * year, "type": "strike", "title": f"Battle {k}"} for k in range(20)
    ]
    view = view_of(story(rows_bce))
    figure = timeline_dict(view)
    go.Figure(figure)
    assert all(stamp.startswith("-04") for stamp in trace(figure, "confirmed")["x"])
    assert any("BCE" in text for text in figure["layout"]["xaxis"]["ticktext"])
    assert "BCE" in figure["layout"]["meta"]["alt"]


def test_elections_have_a_dotted_line_and_at_most_six_of_them():
    rules = lambda figure: [s for s in figure["layout"]["shapes"] if s.get("line", {}).get("dash")]  # noqa: E731
    assert [rule["x0"] for rule in rules(timeline_dict(view_of(small())))] == ["2024-11-05 12:00"]
    votes = story([{"id": f"v{k}", "when": f"2024-0{k + 1}-01", "type": "election"} for k in range(9)])
    assert len(rules(timeline_dict(view_of(votes)))) == 6


def test_every_second_era_is_filled_and_each_is_named():
    figure = timeline_dict(view_of(small()))
    bands = [s for s in figure["layout"]["shapes"] if s.get("fillcolor") == LIGHT.era]
    assert [band["x0"] for band in bands] == ["2024-12-01"]
    assert {"Before", "After"} <= {note["text"] for note in figure["layout"]["annotations"]}


def test_today_is_drawn_only_in_view():
    def words(today):
        return [note["text"] for note in timeline_dict(view_of(small(), today=today))["layout"]["annotations"]]

    assert "today" in words(day("2024-11-20"))
    assert "today" not in words(day("2034-11-20"))


def test_neighbours_go_through_a_lane_by_date():
    made = story([{"id": f"e{k}", "when": f"2024-01-0{k + 1}", "type": ("call", "strike")[k % 2]} for k in range(6)])
    order = timeline_dict(view_of(made))["layout"]["meta"]["order"]
    assert order["e2"] == ["e0", "e4"]
    assert order["e0"] == ["", "e2"]
    assert order["e5"] == ["e3", ""]


def test_the_overview_counts_the_filtered_events_over_the_whole_period():
    half = CROWD.with_tables(events=CROWD.events.iloc[:100])
    all_of_it, part = (timeline_dict(TimelineView(made, CROWD, window=(20000.0, 20100.0))) for made in (CROWD, half))
    assert sum(trace(all_of_it, "overview")["y"]) == 215
    assert sum(trace(part, "overview")["y"]) == 100
    assert part["layout"]["xaxis2"]["range"] == all_of_it["layout"]["xaxis2"]["range"]
    assert "100 events" in [note["text"] for note in part["layout"]["annotations"]]
    measures = part["layout"]["meta"]
    assert measures["overview"]["bottom"] - measures["overview"]["top"] == 50
    assert measures["overview"]["bottom"] < part["layout"]["height"] == measures["height"]


def test_the_strip_for_phones_is_the_overview_alone():
    figure = overview_strip(TimelineView(CROWD, CROWD, width=358))
    go.Figure(figure.to_dict())
    assert figure.layout.height <= 80
    assert figure.layout.meta["strip"]
    assert sum(figure.data[0].y) == 215
    assert "215 events" in figure.layout.meta["alt"]


def test_french_is_french():
    figure = timeline_dict(TimelineView(CROWD, CROWD, language="fr", width=1400))
    notes = {note["text"] for note in figure["layout"]["annotations"]}
    assert {"Déclarations", "Tous les événements", "par semaine"} <= notes
    assert any(text.startswith("août") for text in figure["layout"]["xaxis"]["ticktext"])
    assert "215 événements" in figure["layout"]["meta"]["alt"]


def test_a_timeline_of_215_events_is_small():
    figure = timeline(TimelineView(CROWD, CROWD, width=1400))
    assert len(json.dumps(figure.to_dict(), ensure_ascii=False, separators=(",", ":"))) < 150_000


def rounded(value):
    if isinstance(value, float):
        return round(value, 1)
    if isinstance(value, dict):
        return {name: rounded(one) for name, one in value.items()}
    return [rounded(one) for one in value] if isinstance(value, list | tuple) else value


def test_the_figure_of_a_small_story_stays_as_it_is(snapshot):
    view = view_of(
        small(), width=968, selected="call", window=(day("2024-11-01"), day("2024-12-31")), today=day("2024-12-15")
    )
    figure = timeline_dict(view)
    del figure["layout"]["meta"]["ticks"]  # tested on their own
    assert rounded(figure) == snapshot
