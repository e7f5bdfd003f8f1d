"""Where the timeline puts lanes, marks and labels: what section 8 of the visual specification asks, for any story."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import pytest

from components.charts.theme import DARK, LIGHT
from components.charts.timeline import timeline_dict
from components.charts.view import TimelineView
from components.stores.folder import read_story
from tests.charts.timeline_figures import clashes, labels, marks, rows, texts, trace
from tests.charts.timeline_stories import day, many, story
from tests.charts.timeline_views import CLAIMS, CROWD, SMALL, small, view_of


@pytest.mark.parametrize("by", ["type", "detail", "actor", "place"])
@pytest.mark.parametrize("width", [1400, 968, 768])
def test_no_label_meets_a_label_or_a_mark(width, by):
    view = TimelineView(CROWD, CROWD, width=width, lanes=by)
    assert not clashes(view, timeline_dict(view))


@pytest.mark.parametrize("seed", range(12))
def test_no_label_meets_a_label_or_a_mark_in_any_window_with_any_filter(seed):
    rng = np.random.default_rng(seed)
    kept = CROWD.with_tables(events=CROWD.events[rng.random(215) < rng.choice([0.3, 0.7, 1])].reset_index(drop=True))
    first, last = TimelineView(CROWD, CROWD).extent
    span = (last - first) * 2 ** -rng.uniform(0, 7)
    start = rng.uniform(first, last - span)
    view = TimelineView(
        kept,
        CROWD,
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
def test_panning_never_moves_a_mark_to_another_row(zoom, by):
    view = TimelineView(CROWD, CROWD, width=968, lanes=by)
    first, last = view.extent
    span, before = (last - first) / zoom, {}
    for start in np.linspace(first, last - span, 9):
        now = rows(replace(view, window=(float(start), float(start + span))))
        assert all(before[key] == y for key, y in now.items() if key in before)
        before |= now
    assert len(before) >= len(CROWD.events[np.isfinite(CROWD.events["earliest"])]) * 0.8


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


def test_the_claims_lane_is_under_the_lanes_and_only_where_days_are_wide_enough():
    window = (day("2024-11-01"), day("2024-11-30"))
    without, with_claims = (timeline_dict(view_of(small(), selected=one, window=window)) for one in (None, "call"))
    assert trace(with_claims, "claims")["customdata"] == ["claim:c000", "claim:c001"]
    assert min(trace(with_claims, "claims")["y"]) > without["layout"]["yaxis"]["range"][0]
    assert not trace(timeline_dict(view_of(small(), selected="call", width=300)), "claims")
    assert not trace(timeline_dict(view_of(small(), selected="talk", window=window)), "claims")


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
