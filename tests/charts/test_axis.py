"""The time axis: days, pixels, plotly's dates, extent and ticks."""

import math

import pytest

from components.charts.axis import Scale, civil, client_rules, day_of, extent, rounded, stamp, starts, unit_of
from components.charts.theme import LIGHT
from components.charts.ticks import tick_starts, ticks
from components.charts.wordings import wording
from tests.charts.timeline_stories import day, story


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (day("2024-11-07"), "2024-11-07"),
        (day("2024-11-07") + 0.5, "2024-11-07 12:00"),
        (day_of(-430, 5), "-0430-05-01"),
        (day_of(-5, 5) + 0.25, "-0005-05-01 06:00"),
        (day_of(0, 1), "0000-01-01"),
        (day_of(476, 9), "0476-09-01"),
    ],
)
def test_dates_have_four_digits_and_a_sign_before_the_common_era(at, text):
    assert stamp(at) == text


def test_civil_dates_go_through_the_year_zero():
    assert civil(day_of(0, 1) - 1) == (-1, 12, 31)
    assert civil(day("2024-02-29") + 0.7) == (2024, 2, 29)


def test_the_scale_of_the_packing_is_the_next_smaller_power_of_the_root_of_two():
    assert rounded(1.0) == 1.0
    assert rounded(1.41) == 1.0
    assert rounded(1.42) == pytest.approx(math.sqrt(2))
    assert all(rounded(s) <= s * 1.0001 < rounded(s) * 1.4151 for s in (0.001, 0.3, 7, 55, 900))


def test_the_extent_is_whole_months_where_that_leaves_air():
    made = story([{"id": "a", "when": "2024-08-06"}, {"id": "b", "when": "2026-06-15"}])
    assert [stamp(end) for end in extent(made.events)] == ["2024-08-01", "2026-07-01"]


def test_an_event_at_the_start_of_a_month_still_has_air():
    made = story([{"id": "a", "when": "2024-08-01"}, {"id": "b", "when": "2026-06-30"}])
    first, last = extent(made.events)
    assert first < day("2024-08-01") - 3
    assert last > day("2026-07-01") + 3


def test_the_extent_of_nothing_of_one_day_and_of_undated_events_is_some_stretch_of_time():
    empty = extent(story([]).events)
    assert empty[0] < empty[1] == extent(story([{"id": "a"}]).events)[1]
    first, last = extent(story([{"id": "a", "when": "2024-08-06"}]).events)
    assert first < day("2024-08-06") - 5 < day("2024-08-06") + 5 < last


def test_an_open_end_gets_room_to_be_drawn():
    rows = [{"id": "a", "when": "2024-01-10"}, {"id": "b", "first": day("2024-12-01"), "last": math.inf}]
    assert extent(story(rows).events)[1] > day("2024-12-20")


@pytest.mark.parametrize(
    ("px_per_day", "unit"),
    [
        (0.1, "year"),
        (0.5, "quarter"),
        (0.98, "two months"),
        (1.19, "month"),
        (19.4, "week"),
        (55, "day"),
        (200, "quarter day"),
    ],
)
def test_the_unit_of_the_labels_follows_the_scale(px_per_day, unit):
    assert unit_of(px_per_day) == unit


def labels(first, last, width, language="en", margins=(60, 60)):
    scale = Scale(day(first), day(last), width)
    found = ticks(scale, wording(language), LIGHT, margins)
    return [
        text.replace("\u00a0", "").replace("<br>", "|").rstrip("|")
        for at, text in zip(found["tickvals"], found["ticktext"], strict=True)
        if stamp(scale.first) <= at <= stamp(scale.last)
    ]


def test_the_year_is_written_under_the_first_label_and_under_january():
    assert labels("2024-10-01", "2025-03-31", 240) == ["Oct|2024", "Nov", "Dec", "Jan|2025", "Feb", "Mar"]


def test_months_are_in_the_language_of_the_reader():
    assert labels("2024-10-01", "2025-03-31", 240, "fr") == ["oct.|2024", "nov.", "déc.", "janv.|2025", "févr.", "mars"]


def test_weeks_start_on_monday():
    assert labels("2024-11-01", "2024-11-26", 480) == ["4 Nov|2024", "11 Nov", "18 Nov", "25 Nov"]


def test_the_second_line_of_two_near_labels_is_written_under_the_one_where_it_changes():
    assert labels("2024-10-31", "2024-11-04", 160)[:2] == ["31", "1|Nov 2024"]


def test_a_label_that_would_leave_the_picture_is_left_out():
    assert labels("2024-11-18", "2024-11-25", 160, margins=(60, 18)) == ["18 Nov|2024", "25 Nov"]
    assert labels("2024-11-18", "2024-11-25", 160, margins=(60, 10)) == ["18 Nov|2024", ""]
    assert labels("2024-11-18", "2024-11-25", 160, margins=(5, 60)) == ["", "25 Nov"]


def test_days_stand_in_the_middle_of_their_day():
    scale = Scale(day("2024-11-06"), day("2024-11-09"), 150)
    found = ticks(scale, wording("en"), LIGHT, (60, 60))
    assert "2024-11-07 12:00" in found["tickvals"]
    assert "2024-11-07" in found["minor"]["tickvals"]


def test_years_before_the_common_era_are_written_as_people_do():
    scale = Scale(day_of(-435, 1), day_of(-425, 1), 1500)
    found = ticks(scale, wording("en"), LIGHT, (60, 60))
    shown = dict(zip(found["tickvals"], found["ticktext"], strict=True))
    assert shown[stamp((day_of(-430, 1) + day_of(-429, 1)) / 2)] == "431 BCE"


def test_there_is_no_year_zero():
    starts_of = [civil(at)[0] for at in tick_starts(day_of(-250, 1), day_of(250, 1), "year", 0.002)]
    assert starts_of == [-299, -199, -99, 1, 100, 200, 300]


def test_starts_cover_the_window():
    found = starts(day("2024-11-07"), day("2024-12-02"), "week")
    assert found[0] <= day("2024-11-07")
    assert found[-1] >= day("2024-12-02")


def test_the_rules_for_zooming_in_the_browser_go_from_coarse_to_fine():
    rules = client_rules()
    limits = [rule["max_px_per_day"] for rule in rules]
    assert limits[-1] is None
    assert limits[:-1] == sorted(limits[:-1])
    assert rules[0]["dtick"] == "M60000"
    assert next(rule for rule in rules if rule["max_px_per_day"] == 4.0)["dtick"] == "M1"
