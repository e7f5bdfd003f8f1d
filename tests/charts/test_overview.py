"""The overview: all events of the whole period, in bars stacked by family."""

import math

from components.charts.axis import Scale, stamp
from components.charts.overview import axis, bar_trace, bin_days, bins
from components.charts.theme import LIGHT
from components.charts.wordings import wording
from tests.charts.timeline_stories import day, many, story


def test_every_dated_event_is_counted_once():
    made = many(500)
    found = bins(made.events, float(made.events["earliest"].min()), float(made.events["latest"].max()))
    assert found.count.sum() == 500
    assert sum(bar_trace(found, LIGHT)["y"]) == 500


def test_undated_events_are_left_out_and_open_beginnings_counted_by_their_end():
    rows = [{"id": "a"}, {"id": "b", "first": -math.inf, "last": 100.0}]
    assert bins(story(rows).events, 0, 200).count.sum() == 1
    assert bins(story([]).events, 0, 200).peak == 0


def test_weeks_start_on_monday():
    found = bins(story([{"id": "a", "when": "2024-11-07"}, {"id": "b", "when": "2024-11-10"}]).events, 19000, 20500)
    assert found.days == 7 * math.ceil(1500 / 200 / 7) or found.days == 7
    assert stamp(bins(story([{"id": "a", "when": "2024-11-07"}]).events, 19900, 20100).start[0]) == "2024-11-04"


def test_bins_grow_with_the_period():
    assert [bin_days(span) for span in (30, 700, 5 * 365, 200 * 365)] == [1, 7, 14, 365.2425]


def test_bars_stand_on_each_other_in_lane_order():
    rows = [{"id": "a", "when": "2024-11-07", "type": "strike"}, {"id": "b", "when": "2024-11-07", "type": "call"}]
    trace = bar_trace(bins(story(rows).events, 19900, 20100), LIGHT)
    assert trace["marker"]["color"] == [LIGHT.families["contacts"], LIGHT.families["pressure"]]
    assert trace["base"] == [0, 1]


def shown(first, last, width, language="en", margins=(138, 18)):
    return axis(Scale(day(first), day(last), width), wording(language), LIGHT, margins)["ticktext"]


def test_labels_are_days_months_or_years():
    assert shown("2024-11-01", "2024-11-30", 800)[:2] == ["4 Nov", "11 Nov"]
    assert shown("2024-08-01", "2025-07-01", 400)[:3] == ["Oct 2024", "Jan 2025", "Apr 2025"]
    assert shown("2010-02-01", "2025-07-01", 700, "fr")[0] == "2012"


def test_no_label_is_cut_at_the_border():
    assert shown("2024-01-01", "2024-12-31", 400, margins=(0, 0))[0] == ""
    assert shown("2024-01-01", "2024-12-31", 400)[0] == "Jan 2024"
