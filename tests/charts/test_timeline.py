"""The timeline as a whole: what section 8 of the visual specification asks of it, for any story."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import pytest

from components.charts.salience import salience
from components.charts.theme import DARK, LIGHT
from components.charts.timeline import overview_strip, timeline, timeline_dict
from components.charts.view import TimelineView
from components.events.story import Era
from components.stores.folder import read_story
from tests.charts.timeline_figures import STATUSES, clashes, labels, marks, rows, texts, trace
from tests.charts.timeline_stories import day, many, story

SMALL = [
    {"id": "vote", "when": "2024-11-05", "type": "election", "title": "The election", "actors": ("ann",)},
    {
        "id": "call",
        "when": "2024-11-07",
        "type": "call",
        "title": "A call, denied",
        "status": "disputed",
        "uncertain": True,
        "actors": ("ann", "bob"),
    },
    {
        "id": "talk",
        "when": "2024-11-13",
        "type": "meeting",
        "title": "Talks <b>go</b> on",
        "approximate": True,
        "actors": ("bob",),
    },
    {
        "id": "war",
        "first": day("2024-11-10"),
        "last": day("2024-12-20"),
        "precision": "interval",
        "type": "strike",
        "status": "reported",
    },
    {
        "id": "aid",
        "first": day("2024-12-01"),
        "last": day("2024-12-31"),
        "precision": "month",
        "type": "aid",
        "status": "planned",
    },
    {"id": "lie", "when": "2024-12-24", "type": "report", "status": "denied"},
    {"id": "no", "when": "2024-12-26", "type": "statement", "status": "retracted"},
    {"id": "sometime", "type": "statement"},
]
CLAIMS = [
    {"event": "call", "speaker": "Post", "on": "2024-11-10"},
    {"event": "call", "speaker": "Kremlin", "stance": "denies", "on": "2024-11-11"},
]
ERAS = (Era({"en": "Before"}, float("-inf"), day("2024-11-30")), Era({"en": "After"}, day("2024-12-01"), float("inf")))


def small():
    return story(SMALL, CLAIMS, eras=ERAS)


def view_of(made, **more):
    made = made.with_tables(events=made.events.assign(salience=salience(made)))
    return TimelineView(made, more.pop("whole", made), **more)


@pytest.fixture(scope="module")
def crowd():
    """215 events over two years, with a burst."""
    made = many(215, days=680, first="2024-08-06")
    return made.with_tables(events=made.events.assign(salience=salience(made)))


@pytest.mark.parametrize("by", ["type", "detail", "actor", "place"])
@pytest.mark.parametrize("width", [1400, 968, 768])
def test_no_label_meets_a_label_or_a_mark(crowd, width, by):
    view = TimelineView(crowd, crowd, width=width, lanes=by)
    assert not clashes(view, timeline_dict(view))


@pytest.mark.parametrize("seed", range(12))
def test_no_label_meets_a_label_or_a_mark_in_any_window_with_any_filter(crowd, seed):
    rng = np.random.default_rng(seed)
    kept = crowd.with_tables(events=crowd.events[rng.random(215) < rng.choice([0.3, 0.7, 1])].reset_index(drop=True))
    first, last = TimelineView(crowd, crowd).extent
    span = (last - first) * 2 ** -rng.uniform(0, 7)
    start = rng.uniform(first, last - span)
    view = TimelineView(
        kept,
        crowd,
        width=int(rng.choice([1400, 1000, 768])),
        window=(start, start + span),
        lanes=str(rng.choice(["type", "actor"])),
        selected=str(rng.choice(kept.events["event_id"])),
        language=str(rng.choice(["en", "fr"])),
        known_on=float(int(start + span * 0.8)) if seed % 3 == 0 else None,
    )
    figure = timeline_dict(view)
    assert not clashes(view, figure)
    for label in labels(view, figure):  # the window cuts no label in two
        inside = label.left < view.plot and label.right > 0
        assert not inside or (label.left >= -0.5 and label.right <= view.plot + 0.5)


@pytest.mark.parametrize(("width", "least"), [(1400, 40), (968, 25), (768, 18)])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_there_are_enough_labels(width, least, language):
    real = read_story(Path(__file__).parents[2] / "data" / "ukraine-diplomacy")
    view = view_of(real, width=width, language=language)
    figure = timeline_dict(view)
    assert len(labels(view, figure)) >= least
    assert not clashes(view, figure)
    assert figure["layout"]["height"] <= 740


@pytest.mark.parametrize("by", ["type", "actor"])
@pytest.mark.parametrize("zoom", [1.3, 4, 17])
def test_panning_never_moves_a_mark_to_another_row(crowd, zoom, by):
    view = TimelineView(crowd, crowd, width=968, lanes=by)
    first, last = view.extent
    span, before = (last - first) / zoom, {}
    for start in np.linspace(first, last - span, 9):
        now = rows(replace(view, window=(float(start), float(start + span))))
        assert all(before[key] == y for key, y in now.items() if key in before)
        before |= now
    assert len(before) >= len(crowd.events[np.isfinite(crowd.events["earliest"])]) * 0.8


def test_the_claims_lane_moves_no_other_lane():
    window = (day("2024-11-01"), day("2024-11-30"))
    told, silent = story(SMALL, CLAIMS), story(SMALL)
    figures = [timeline_dict(TimelineView(made, made, selected="call", window=window)) for made in (told, silent)]
    lanes = [figure["layout"]["meta"]["lanes"] for figure in figures]
    assert [lane["top"] for lane in lanes[0]] == [lane["top"] for lane in lanes[1]]
    assert figures[0]["layout"]["height"] > figures[1]["layout"]["height"]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.scheme)
@pytest.mark.parametrize("width", [1400, 768])
def test_no_text_is_under_10_px_and_none_is_faint(theme, width):
    view = view_of(
        small(),
        width=width,
        theme=theme,
        selected="call",
        known_on=day("2024-11-30"),
        today=day("2024-11-20"),
        window=(day("2024-11-01"), day("2024-12-31")),
    )
    found = texts(timeline_dict(view))
    assert len(found) > 15
    assert min(size for _, size, _ in found) >= 10
    assert theme.faint not in {colour for _, _, colour in found}


def test_every_dated_event_has_a_mark_or_a_bar_and_the_undated_are_named():
    figure = timeline_dict(view_of(small()))
    drawn = {event_id for one in figure["data"] if one["name"] in (*STATUSES, "bars") for event_id in one["customdata"]}
    assert drawn == {row["id"] for row in SMALL} - {"sometime"}
    assert figure["layout"]["meta"]["undated"] == ["sometime"]
    assert figure["layout"]["meta"]["events"] == len(SMALL)


def test_a_day_is_drawn_at_noon():
    figure = timeline_dict(view_of(small()))
    assert trace(figure, "disputed")["x"] == ["2024-11-07 12:00"]


def test_there_are_few_traces(crowd):
    every = timeline_dict(
        TimelineView(crowd, crowd, selected="e00003", width=1400, window=(day("2025-01-01"), day("2025-06-01")))
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


def test_a_story_without_matching_events_keeps_its_lanes():
    whole = view_of(small()).story
    none = whole.with_tables(
        events=whole.events.iloc[:0], participants=whole.participants.iloc[:0], claims=whole.claims.iloc[:0]
    )
    full, empty = (timeline_dict(TimelineView(made, whole)) for made in (whole, none))
    names = [lane["name"] for lane in full["layout"]["meta"]["lanes"]]
    assert [lane["name"] for lane in empty["layout"]["meta"]["lanes"]] == names
    assert empty["layout"]["meta"]["extent"] == full["layout"]["meta"]["extent"]
    assert empty["layout"]["meta"]["events"] == 0
    go.Figure(empty)
    go.Figure(timeline_dict(TimelineView(none, none, lanes="actor")))


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


def test_the_claims_lane_is_under_the_lanes_and_only_where_days_are_wide_enough():
    window = (day("2024-11-01"), day("2024-11-30"))
    without, with_claims = (timeline_dict(view_of(small(), selected=one, window=window)) for one in (None, "call"))
    assert trace(with_claims, "claims")["customdata"] == ["claim:c000", "claim:c001"]
    assert min(trace(with_claims, "claims")["y"]) > without["layout"]["yaxis"]["range"][0]
    assert not trace(timeline_dict(view_of(small(), selected="call", width=300)), "claims")
    assert not trace(timeline_dict(view_of(small(), selected="talk", window=window)), "claims")


def test_neighbours_go_through_a_lane_by_date():
    made = story([{"id": f"e{k}", "when": f"2024-01-0{k + 1}", "type": ("call", "strike")[k % 2]} for k in range(6)])
    order = timeline_dict(view_of(made))["layout"]["meta"]["order"]
    assert order["e2"] == ["e0", "e4"]
    assert order["e0"] == ["", "e2"]
    assert order["e5"] == ["e3", ""]


def test_the_overview_counts_the_filtered_events_over_the_whole_period(crowd):
    half = crowd.with_tables(events=crowd.events.iloc[:100])
    all_of_it, part = (timeline_dict(TimelineView(made, crowd, window=(20000.0, 20100.0))) for made in (crowd, half))
    assert sum(trace(all_of_it, "overview")["y"]) == 215
    assert sum(trace(part, "overview")["y"]) == 100
    assert part["layout"]["xaxis2"]["range"] == all_of_it["layout"]["xaxis2"]["range"]
    assert "100 events" in [note["text"] for note in part["layout"]["annotations"]]
    measures = part["layout"]["meta"]
    assert measures["overview"]["bottom"] - measures["overview"]["top"] == 50
    assert measures["overview"]["bottom"] < part["layout"]["height"] == measures["height"]


def test_the_strip_for_phones_is_the_overview_alone(crowd):
    figure = overview_strip(TimelineView(crowd, crowd, width=358))
    go.Figure(figure.to_dict())
    assert figure.layout.height <= 80
    assert figure.layout.meta["strip"]
    assert sum(figure.data[0].y) == 215
    assert "215 events" in figure.layout.meta["alt"]


def test_french_is_french(crowd):
    figure = timeline_dict(TimelineView(crowd, crowd, language="fr", width=1400))
    notes = {note["text"] for note in figure["layout"]["annotations"]}
    assert {"Déclarations", "Tous les événements", "par semaine"} <= notes
    assert any(text.startswith("août") for text in figure["layout"]["xaxis"]["ticktext"])
    assert "215 événements" in figure["layout"]["meta"]["alt"]


def test_two_thousand_events_make_density_lanes_whose_bars_count_them_all():
    made = many(2000, days=680, first="2024-08-06")
    view = view_of(made, width=1400)
    figure = timeline_dict(view)
    bars = [one for one in figure["data"] if one["name"] == "density"]
    dense = [lane for lane in figure["layout"]["meta"]["lanes"] if lane["dense"]]
    assert len(bars) == len(dense) >= 4
    assert not clashes(view, figure)
    assert len(marks(view, figure)) < 1500
    drawn = {mark.event_id for mark in marks(view, figure)} | set(trace(figure, "bars")["customdata"])
    assert drawn >= {label.event_id for label in labels(view, figure)}
    assert any(
        note["text"].startswith("peak ") and note["font"]["size"] == 10 for note in figure["layout"]["annotations"]
    )
    cards = figure["layout"]["meta"]["cards"]
    keys = [key for bar in bars for key in bar["customdata"]]
    assert all("events" in cards[key]["head"] or "event" in cards[key]["head"] for key in keys)
    assert sum(int(cards[key]["head"].split()[0]) for key in keys) == 2000 - sum(
        not lane["dense"] for lane in figure["layout"]["meta"]["lanes"]
    )


def test_a_density_lane_turns_back_into_marks_when_one_zooms_in():
    made = many(2000, days=680, first="2024-08-06")
    zoomed = view_of(made, width=1400, window=(day("2025-07-10"), day("2025-07-16")))
    assert not [lane for lane in timeline_dict(zoomed)["layout"]["meta"]["lanes"] if lane["dense"]]


def test_the_selected_event_keeps_its_label_in_a_density_lane():
    made = many(2000, days=680, first="2024-08-06")
    plain_one = str(made.events.loc[made.events["status"] == "confirmed", "event_id"].iloc[40])
    figure = timeline_dict(view_of(made, width=1400, selected=plain_one))
    assert trace(figure, "selected label")["customdata"] == [plain_one]


def test_a_timeline_of_215_events_is_small(crowd):
    figure = timeline(TimelineView(crowd, crowd, width=1400))
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
