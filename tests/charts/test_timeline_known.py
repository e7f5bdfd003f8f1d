"""The timeline as known on a date: nothing from beyond it shows."""

import math

import pytest

from components.charts.salience import salience
from components.charts.theme import LIGHT
from components.charts.timeline import timeline_dict
from components.charts.view import TimelineView
from tests.charts.timeline_figures import clashes, labels, trace
from tests.charts.timeline_stories import day, many, story

KNOWN = day("2024-11-11")
WINDOW = (day("2024-10-28"), day("2024-11-20"))
ROWS = [
    {
        "id": "call",
        "when": "2024-11-07",
        "type": "call",
        "title": "Reported Trump-Putin phone call",
        "status": "disputed",
    },
    {"id": "denial", "when": "2024-11-11", "type": "denial", "title": "The Kremlin denies that any call took place"},
    {"id": "silence", "when": "2024-11-11", "type": "statement", "title": "The team will not say", "approximate": True},
    {"id": "plan", "when": "2024-11-14", "type": "meeting", "title": "A visit is planned", "status": "planned"},
    {
        "id": "siege",
        "first": day("2024-11-01"),
        "last": KNOWN,
        "precision": "open-end",
        "type": "strike",
        "title": "A siege has begun",
    },
]


def known(**more):
    made = story(ROWS)
    made = made.with_tables(events=made.events.assign(salience=salience(made)))
    return TimelineView(made, made, **{"width": 1200, "window": WINDOW, "known_on": KNOWN, **more})


def notes(figure):
    return {note["text"]: note for note in figure["layout"]["annotations"]}


def test_the_flag_the_line_and_the_unknown_ground_stand_at_the_end_of_the_day():
    figure = timeline_dict(known())
    assert notes(figure)["As known on 11 Nov 2024"]["x"] == "2024-11-12"
    assert notes(figure)["later events and claims are hidden"]["x"] == "2024-11-12"
    lines = [s for s in figure["layout"]["shapes"] if s.get("line", {}).get("width") == 2]
    assert [(line["x0"], line["line"]["color"]) for line in lines] == [("2024-11-12", LIGHT.ink)]
    grounds = [s for s in figure["layout"]["shapes"] if s.get("fillcolor") == LIGHT.unknown]
    assert [ground["x0"] for ground in grounds] == ["2024-11-12"]
    assert grounds[0]["y1"] == lines[0]["y1"] == figure["layout"]["yaxis"]["range"][0]


def test_without_a_knowledge_date_there_is_no_line_no_flag_and_no_unknown_ground():
    figure = timeline_dict(known(known_on=None))
    assert not [s for s in figure["layout"]["shapes"] if s.get("fillcolor") == LIGHT.unknown]
    assert not [text for text in notes(figure) if "known" in text or "hidden" in text]


def test_labels_do_not_cross_the_line_and_go_left_near_it():
    view = known()
    figure = timeline_dict(view)
    line = view.scale.x(KNOWN + 1)
    found = {label.event_id: label for label in labels(view, figure)}
    assert found["denial"].right < view.scale.x(KNOWN + 0.5)
    assert found["plan"].left > line
    assert all(label.right < line or label.left > line for label in found.values())
    assert not clashes(view, figure)


@pytest.mark.parametrize("offset", range(0, 600, 75))
def test_labels_do_not_cross_the_line_of_any_day(offset):
    made = many(215, days=680, first="2024-08-06")
    made = made.with_tables(events=made.events.assign(salience=salience(made)))
    on = day("2024-09-06") + offset
    story_then = made.with_tables(events=made.events[made.events["earliest"] <= on].reset_index(drop=True))
    view = TimelineView(story_then, story_then, known_on=on, width=968)
    figure = timeline_dict(view)
    line = view.scale.x(on + 1)
    assert all(label.right < line or label.left > line for label in labels(view, figure))
    assert not clashes(view, figure)


def test_whiskers_and_bars_stop_at_the_line():
    bars = trace(timeline_dict(known()), "bars")
    ends = [
        day(base[:10])
        + (int(base[11:13]) * 60 + int(base[14:16] or 0) if len(base) > 10 else 0) / 1440
        + x / 86_400_000
        for base, x in zip(bars["base"], bars["x"], strict=True)
    ]
    assert max(ends) <= KNOWN + 1 + 1 / 1440
    assert min(bars["marker"]["opacity"]) < 0.2  # the siege's open end fades
    assert "silence" in bars["customdata"]


def test_a_changed_status_is_written_after_the_label_and_the_event_keeps_a_label():
    figure = timeline_dict(known(previous={"call": "reported"}))
    every = [text for one in figure["data"] for text in one.get("text", ())]
    assert any("Reported Trump-Putin phone call" in text and "reported → disputed" in text for text in every)


def test_new_events_are_bold():
    made = many(215, days=680, first="2024-08-06")
    made = made.with_tables(events=made.events.assign(salience=salience(made)))
    view = TimelineView(made, made, width=1400)
    regular = trace(timeline_dict(view), "labels")["customdata"][:5]
    again = timeline_dict(TimelineView(made, made, width=1400, fresh=frozenset(regular)))
    assert not set(regular) & set(trace(again, "labels")["customdata"])
    assert set(regular) & set(trace(again, "bold labels")["customdata"])


def test_the_axis_reaches_beyond_the_knowledge_date_and_does_not_move_with_it_where_the_span_is_given():
    view = known(window=None)
    assert view.extent[1] > KNOWN + 2
    span = (day("2024-08-01"), day("2026-06-30"))
    assert known(window=None, span=span).extent == span


def test_before_the_first_event_nothing_is_drawn_but_lanes_and_the_line():
    made = story(ROWS)
    none = made.with_tables(events=made.events.iloc[:0])
    figure = timeline_dict(TimelineView(none, none, known_on=day("2024-01-01")))
    assert figure["layout"]["meta"]["events"] == 0
    assert "As known on 1 Jan 2024" in notes(figure)
    assert math.isfinite(figure["layout"]["height"])
