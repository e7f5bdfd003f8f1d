"""Rows of tables as plain values, for JSON and CSV."""

import json
import math

import pytest

from components.events.selection import Selection
from components.exchange.tables import as_csv, as_json, columns, concerned, one_event, rows
from tests.events.event_stories import CALL, story
from tests.events.selection_values import STORY


def test_what_is_not_there_is_null_and_never_a_number_that_json_does_not_know() -> None:
    (row,) = rows(story([{**CALL, "when": ""}]), "events")
    for name in ("earliest", "latest", "known_on", "status", "lat", "amount", "importance"):
        assert row[name] is None
    endless = STORY.with_tables(events=STORY.events.assign(amount=math.inf))
    assert {row["amount"] for row in rows(endless, "events")} == {None}
    with pytest.raises(ValueError, match="not JSON compliant"):
        as_json(math.nan)


def test_whole_numbers_have_no_decimals_and_flags_are_flags() -> None:
    found = STORY.with_tables(events=STORY.events.assign(amount=7.9e9, lat=38.5))
    row = rows(found, "events")[0]
    assert (json.dumps(row["amount"]), row["lat"]) == ("7900000000", 38.5)
    assert {type(row["anonymous"]) for row in rows(STORY, "claims")} == {bool}
    text = as_csv(columns("claims", STORY.languages), rows(STORY, "claims")).decode()
    assert "True" not in text
    assert ",no," in text


def test_a_page_holds_the_rows_asked_for_in_the_order_of_the_story() -> None:
    every = rows(STORY, "events")
    assert [row["event_id"] for row in every] == STORY.events["event_id"].tolist()
    assert rows(STORY, "events", 2, 3) == every[2:5]
    assert rows(STORY, "events", 100, 3) == []


def test_only_whom_and_what_the_selected_events_name_is_concerned() -> None:
    found = concerned(Selection(types=("call",)).apply(STORY))
    assert found.actors["actor_id"].tolist() == ["trump", "putin", "peskov"]
    assert found.sources["source_id"].tolist() == ["s"]
    assert concerned(Selection(types=("nothing",)).apply(STORY)).sources.empty


def test_one_event_brings_all_that_it_needs_and_an_unknown_one_is_none() -> None:
    found = one_event(STORY, "call")
    assert found is not None
    assert (found["event"]["event_id"], len(found["claims"])) == ("call", 2)
    assert one_event(STORY, "nobody") is None


def test_half_of_a_surrogate_pair_does_not_stop_an_answer() -> None:
    assert as_json({"a": "x\ud800"}) == b'{"a":"x?"}'
    assert as_csv(["a"], [{"a": "x\ud800"}]) == b"a\r\nx?\r\n"
