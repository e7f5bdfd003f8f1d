"""Lanes: by family, type, actor and place."""

from components.charts.lanes import lanes
from components.charts.takes_part import takes_part
from tests.charts.timeline_stories import many, story

ROWS = [
    {"id": "e1", "when": "2024-01-01", "type": "call", "actors": ("ann", "bob"), "country": "FR"},
    {"id": "e2", "when": "2024-01-02", "type": "meeting", "actors": ("ann",), "country": "FR"},
    {"id": "e3", "when": "2024-01-03", "type": "strike", "actors": ("cyd",), "country": "UA"},
    {"id": "e4", "when": "2024-01-04", "type": "fishing"},
]


def keys(found):
    return [lane.key for lane in found.lanes]


def ids(made, found, number):
    return made.events["event_id"].iloc[found.rows(number)].tolist()


def test_families_have_one_lane_each_from_frame_to_force():
    made = story(ROWS)
    found = lanes(made, made, "type")
    assert keys(found) == ["institutions", "contacts", "statements", "support", "pressure", "other"]
    assert ids(made, found, 1) == ["e1", "e2"]
    assert ids(made, found, 5) == ["e4"]


def test_there_is_no_lane_for_other_types_where_there_are_none():
    made = story(ROWS[:3])
    assert "other" not in keys(lanes(made, made, "type"))


def test_a_filter_empties_lanes_but_never_removes_one():
    made = story(ROWS)
    none = made.with_tables(events=made.events.iloc[:0], participants=made.participants.iloc[:0])
    for by in ("type", "detail", "actor", "place"):
        assert keys(lanes(none, made, by)) == keys(lanes(made, made, by))
        assert not len(lanes(none, made, by).event)


def test_detailed_lanes_are_the_types_of_the_story_in_the_order_of_their_families():
    made = story(ROWS)
    assert keys(lanes(made, made, "detail")) == ["call", "meeting", "strike", "fishing"]


def test_an_event_is_in_the_lane_of_each_actor_and_labelled_in_that_of_the_rarest():
    made = story(ROWS)
    found = lanes(made, made, "actor")
    assert keys(found) == ["ann", "bob", "cyd", ""]
    assert ids(made, found, 0) == ["e1", "e2"]
    assert ids(made, found, 1) == ["e1"]
    assert ids(made, found, 3) == ["e4"]
    assert found.home.tolist() == [1, 0, 2, 3]


def test_actors_are_grouped_by_side_and_sides_ordered_by_their_events():
    made = story(ROWS)
    assert keys(lanes(made, made, "actor", sides=["x", "y", "x"])) == ["ann", "cyd", "bob", ""]


def test_twelve_actors_have_a_lane_and_the_others_share_one():
    made = many(300)
    found = lanes(made, made, "actor")
    assert len(found.lanes) == 13
    assert set(found.event.tolist()) == set(range(300))
    busiest = [lane.count for lane in found.lanes[:12]]
    assert min(busiest) >= sorted(takes_part(made).events_of.tolist())[-12]


def test_places_are_the_ten_busiest_countries_the_others_and_none():
    rows = [
        {"id": f"{c}{k}", "when": "2024-01-01", "country": f"A{c}"}
        for c in "BCDEFGHIJKLM"
        for k in range(ord("N") - ord(c))
    ]
    made = story([*rows, {"id": "x", "when": "2024-01-01"}])
    found = lanes(made, made, "place")
    assert keys(found)[:2] == ["AB", "AC"]
    assert [(lane.kind, lane.count) for lane in found.lanes[-2:]] == [("elsewhere", 3), ("nowhere", 1)]
    assert sum(len(found.rows(k)) for k in range(len(found.lanes))) == len(made.events)
