"""Marks, bars and labels as plotly is told to draw them."""

import math

import pytest

from components.charts import bars, labels, marks
from components.charts.positions import Kind, positions
from components.charts.theme import DARK, LIGHT, SYMBOLS
from components.charts.wordings import wording
from components.events.vocabulary import STATUSES
from tests.charts.timeline_stories import day, story


def grey(colour):
    """Luminance of a hex colour, 0 to 255."""
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return round(0.299 * red + 0.587 * green + 0.114 * blue)


def print_of(family, status, theme):
    """What is left of a mark in a grey print: traces, their fillings, outlines and overlays."""
    mark = marks.Mark("e", 0.0, 0.0, family, "", status)
    out = []
    for trace in marks.traces([mark], theme):
        marker = trace["marker"]
        filling = (
            "none"
            if "color" not in marker
            else grey(marker["color"] if isinstance(marker["color"], str) else marker["color"][0])
        )
        out.append((filling, "gradient" in marker, str(marker["line"].get("width")), str(marker["symbol"])))
    return tuple(out)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.scheme)
@pytest.mark.parametrize("family", SYMBOLS)
def test_every_status_is_recognisable_in_a_grey_print(family, theme):
    prints = [print_of(family, status, theme) for status in STATUSES]
    assert len(set(prints)) == len(STATUSES)


def test_confirmed_is_filled_disputed_half_and_the_others_hollow():
    fills = {status: marks.glyph("contacts", "call", status, LIGHT)["color"] for status in STATUSES}
    assert fills["confirmed"] == fills["disputed"] == LIGHT.families["contacts"]
    assert {fills[status] for status in ("reported", "denied", "planned", "retracted")} == {LIGHT.bg}


def test_a_retracted_event_has_no_family_colour_left():
    mark = marks.Mark("e", 0.0, 0.0, "contacts", "call", "retracted")
    assert LIGHT.families["contacts"] not in str(marks.traces([mark], LIGHT))


def test_families_and_meetings_have_symbols_of_their_own_and_unknown_families_that_of_other():
    symbols = [marks.glyph(family, "", "confirmed", LIGHT)["symbol"] for family in SYMBOLS]
    assert len(set(symbols)) == len(SYMBOLS)
    assert marks.glyph("contacts", "meeting", "confirmed", LIGHT)["symbol"] == "square"
    assert marks.glyph("nonsense", "", "confirmed", LIGHT) == marks.glyph("other", "", "confirmed", LIGHT)


def test_there_are_at_most_eight_traces_of_marks():
    every = [marks.Mark(f"{f}{s}", 0.0, 0.0, f, "", s) for f in SYMBOLS for s in STATUSES]
    found = marks.traces(every, LIGHT)
    assert len(found) == 8
    assert sum(len(trace["x"]) for trace in found if "customdata" in trace) == len(every)


@pytest.mark.parametrize(
    ("row", "scale", "kind", "at"),
    [
        ({"when": "2024-11-07"}, 2, Kind.POINT, 0.5),
        ({"first": 0.0, "last": 4.0, "precision": "interval"}, 10, Kind.BAR, 2.5),
        ({"first": 0.0, "last": 4.0, "precision": "interval"}, 2, Kind.POINT, 0.5),
        ({"first": 0.0, "last": 29.0, "precision": "month"}, 2, Kind.PALE, 15),
        ({"first": 0.0, "last": math.inf, "precision": "open-end"}, 2, Kind.OPEN_END, 15),
        ({"first": -math.inf, "last": 9.0, "precision": "open-start"}, 2, Kind.OPEN_START, -5),
    ],
)
def test_a_date_is_drawn_by_what_is_known_of_it(row, scale, kind, at):
    found = positions(story([{"id": "a", **row}]).events, scale)
    start = day("2024-11-07") if "when" in row else 0
    assert found.kind.tolist() == [kind]
    assert found.at.tolist() == [start + at]


def test_an_interval_known_to_have_begun_is_open_at_the_knowledge_date():
    rows = [{"id": "a", "first": 0.0, "last": 30.0, "precision": "open-end"}]
    found = positions(story(rows).events, 4)
    assert (found.kind[0], found.end[0]) == (Kind.OPEN_END, 31)


def test_the_whisker_of_an_approximate_day_is_a_day_but_never_shorter_than_13_px():
    made = story([{"id": "a", "when": "2024-11-07", "approximate": True}]).events
    for scale, reach in ((1.0, 13), (40.0, 40)):
        found = positions(made, scale)
        left, right = found.boxes(scale)
        assert right[0] - left[0] == pytest.approx(2 * reach)
        assert found.reach * scale == pytest.approx(reach)


def test_a_superscript_question_mark_is_part_of_the_mark_when_days_are_wide():
    made = story([{"id": "a", "when": "2024-11-07", "uncertain": True}]).events
    assert not positions(made, 3.9).doubt[0]
    assert positions(made, 4).doubt[0]


def test_an_open_end_fades_over_its_last_24_px():
    bar = bars.Bar("a", 0, 100, 10, "contacts", "confirmed")
    parts = bars.fading(bar, 2.0, left=False, right=True)
    faded = sorted((part for part in parts if part.opacity < 1), key=lambda part: part.start)
    strengths = [part.opacity for part in faded]
    assert strengths == sorted(strengths, reverse=True)
    assert parts[0].end == 100 - 12
    assert max(part.end for part in parts) == 100
    assert len(parts) == 7


def test_a_whisker_stops_at_the_knowledge_line():
    centre = bars.Bar("a", 10.5, 10.5, 10, "contacts", "disputed")
    dashes = bars.whiskers(centre, 2.0, 20.0, barrier=11.0)
    assert max(dash.end for dash in dashes) <= 11
    assert min(dash.start for dash in dashes) == pytest.approx(8.5)


def test_bars_tell_their_status_by_filling_and_pattern():
    made = [bars.Bar(s, 0, 30, 10, "contacts", s) for s in STATUSES]
    marker = bars.bar_trace(made, LIGHT)["marker"]
    looks = zip(marker["color"], marker["pattern"]["shape"], marker["line"]["color"], strict=True)
    assert len(set(looks)) == len(STATUSES)


def label(**more):
    return labels.Label(
        **{
            "event_id": "e",
            "at": 0,
            "y": 5,
            "text": "A <b>title",
            "tail": "",
            "side": "right",
            "offset": 10,
            "bold": False,
            **more,
        }
    )


def test_the_title_is_escaped_and_the_status_in_italics():
    assert labels.markup(label(tail="disputed"), LIGHT) == "A &lt;b&gt;title<i> · disputed</i>"


def test_the_status_is_muted_and_regular_behind_a_bold_title():
    text = labels.markup(label(tail="disputed", bold=True), LIGHT)
    assert "font-weight:400" in text
    assert LIGHT.muted in text


def test_a_label_starts_ten_px_from_its_mark():
    (trace,) = labels.traces([label()], LIGHT)
    assert trace["marker"]["size"][0] / labels.OFFSET_OF_SIZE + 1 == pytest.approx(10, abs=0.1)
    assert trace["marker"]["opacity"] == 0


@pytest.mark.parametrize(
    ("status", "before", "tail"),
    [
        ("confirmed", None, ""),
        ("disputed", None, "disputed"),
        ("disputed", "reported", "reported → disputed"),
        ("confirmed", "reported", "reported → confirmed"),
    ],
)
def test_the_words_after_a_label(status, before, tail):
    assert wording("en").tail(status, before) == tail
