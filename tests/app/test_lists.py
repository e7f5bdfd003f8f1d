"""The table, the list of a phone, and what is listed because no picture shows it."""

import pytest

from components.app.view import SORTS
from components.app.widgets.charts import graph_pairs
from components.app.widgets.event_list import event_list
from components.app.widgets.panel import panel
from components.app.widgets.table import ROWS, event_table, page_of, table_rows
from components.app.widgets.timeline_bar import undated_line
from tests.app.trees import CALL, acts_of, nodes_of, scene, text_of, ukraine
from tests.events.event_stories import claim, story


@pytest.mark.parametrize("sort", [sign + column for column in SORTS for sign in ("", "-")])
def test_the_table_holds_every_event_in_every_order(sort: str) -> None:
    assert sorted(table_rows(scene(sort=sort))["event_id"]) == sorted(ukraine().events["event_id"])


def test_the_table_is_sorted_by_time_not_by_the_words_for_it() -> None:
    rows = table_rows(scene(sort="-when"))
    assert rows["earliest"].is_monotonic_decreasing
    assert rows["when"].iloc[-1] == "6 Aug 2024"


def test_accents_and_case_do_not_matter_to_the_order_of_a_table() -> None:
    found = story(
        events=[
            {"event_id": f"e{at}", "title_en": title, "participants": "trump"}
            for at, title in enumerate(("zoo", "Éclair", "apple", "Echo"))
        ],
        claims=[claim("2024-01-01", "asserts", "trump", f"e{at}") for at in range(4)],
    )
    rows = table_rows(scene(found, event="", sort="title"))
    assert rows["title"].tolist() == ["apple", "Echo", "Éclair", "zoo"]


def test_a_row_says_date_status_title_actors_place_and_number_of_claims() -> None:
    current = scene(tab="table")
    row = next(
        node for node in nodes_of(event_table(current, page_of(current))) if node.attrs.get("aria-selected") == "true"
    )
    assert [text_of(cell) for cell in row.children] == [
        "7 Nov 2024?",
        "disputed",
        "Reported Trump-Putin phone call, denied by the Kremlin",
        "Donald Trump, Vladimir Putin, The Washington Post",
        "Florida, United States",
        "11",
    ]
    assert row.act == {"do": "event", "id": CALL}


def test_the_sorted_column_of_the_table_says_so() -> None:
    heads = [node.attrs["aria-sort"] for node in nodes_of(event_table(scene(sort="-title"), 0)) if node.tag == "th"]
    assert heads == ["none", "none", "descending", "none", "none", "none"]


def test_events_without_participants_have_an_empty_cell() -> None:
    found = story(events=[{"event_id": "e"}], claims=[claim("2024-01-01", "asserts", "trump", "e")])
    assert table_rows(scene(found, event=""))["actors"].tolist() == [""]


def test_a_long_table_opens_on_the_page_of_the_open_event() -> None:
    many = range(ROWS + 20)
    found = story(
        events=[{"event_id": f"e{at:04}", "when": f"{1000 + at}", "participants": "trump"} for at in many],
        claims=[claim("2024-01-01", "asserts", "trump", f"e{at:04}") for at in many],
    )
    current = scene(found, event=f"e{ROWS + 3:04}")
    assert page_of(current) == 1
    assert len([node for node in nodes_of(event_table(current, 1)) if node.tag == "tr" and node.act]) == 20


def test_the_list_of_a_phone_has_every_event_under_its_month() -> None:
    tree = event_list(scene(page=358))
    months = [text_of(node) for node in nodes_of(tree) if node.tag == "h3"]
    assert months[0] == "August 2024| · 1 event"
    assert len(months) == len(set(months))
    assert len(acts_of(tree)) == 215


def test_the_list_of_a_phone_keeps_to_the_window() -> None:
    tree = event_list(scene(page=358, window="2024-11-07/2024-11-07T23:59"))
    assert {text_of(node).split("|")[0] for node in nodes_of(tree) if node.tag == "h3"} == {"November 2024"}
    assert CALL in {act["id"] for act in acts_of(tree)}


def test_the_line_of_undated_events_is_there_only_when_there_are_some() -> None:
    found = story(events=[{"event_id": "e", "when": ""}], claims=[claim("2024-01-01", "asserts", "trump", "e")])
    assert text_of(undated_line(scene(found, event=""))) == "1 event without a date ▸"
    assert text_of(panel(scene(found, event="", focus="undated"))).endswith("Events without a date|Event 0")
    assert undated_line(scene()) is None


def test_fewer_than_three_actors_are_a_list_not_a_picture() -> None:
    found = story(claims=[claim("2024-11-10", "asserts", "trump")])
    assert "Donald Trump – Vladimir Putin" in text_of(graph_pairs(scene(found, event="")))
    assert graph_pairs(scene()) is None
