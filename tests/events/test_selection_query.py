"""A selection in an address, and back."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events.dates import bounds
from components.events.selection import Selection
from components.events.selection_query import KEYS, LONGEST, Problem, from_query, to_query
from tests.events.event_stories import day
from tests.events.selection_values import STORY, selections
from tests.thorough import examples

FULL = Selection(
    actors=("trump", "putin"),
    match="all",
    first=day("2024-11-01"),
    last=day("2025-01-31"),
    families=("contacts",),
    types=("call", "treaty"),
    statuses=("disputed",),
    places=("US", "Élysée Palace"),
    text="Kursk é",
    known_on=day("2024-11-10"),
    event="call",
)


def test_every_part_has_its_parameter() -> None:
    assert FULL.to_query() == {
        "actor": ["trump", "putin"],
        "match": ["all"],
        "from": ["2024-11-01"],
        "to": ["2025-01-31"],
        "family": ["contacts"],
        "type": ["call", "treaty"],
        "status": ["disputed"],
        "place": ["US", "Élysée Palace"],
        "q": ["Kursk é"],
        "known_on": ["2024-11-10"],
        "event": ["call"],
    }
    assert set(KEYS) == set(FULL.to_query())
    assert Selection().to_query() == {}


def test_a_full_selection_comes_back_when_checked_against_its_story() -> None:
    assert from_query(FULL.to_query(), STORY) == (FULL, ())


@settings(max_examples=examples(100))
@given(selections())
def test_a_selection_survives_the_way_into_an_address_and_back(selection: Selection) -> None:
    assert from_query(to_query(selection)) == (selection, ())


def test_a_month_and_a_year_stand_for_their_first_and_last_day() -> None:
    selection, problems = from_query({"from": ["2024-11"], "to": ["2025"], "known_on": ["2024-11"]})
    assert problems == ()
    assert (selection.first, selection.last) == (day("2024-11-01"), day("2025-12-31"))
    assert selection.known_on == day("2024-11-30")
    assert from_query({"from": ["-0430"]})[0].first == bounds("-0430").earliest


def test_the_last_of_several_values_counts_where_there_can_be_one() -> None:
    assert from_query({"q": ["a", "b"], "actor": ["a", "b"]})[0] == Selection(text="b", actors=("a", "b"))


def test_a_bare_text_is_one_value() -> None:
    assert from_query({"actor": "trump", "q": "kursk"})[0] == Selection(actors=("trump",), text="kursk")


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("actor", "nobody", "no such actor"),
        ("family", "gossip", "no such family"),
        ("type", "gossip", "no such type"),
        ("status", "rumoured", "one of confirmed, reported"),
        ("place", "Atlantis", "no such place"),
        ("event", "gone", "no such event"),
        ("match", "none", "any, all"),
        ("from", "yesterday", "not an EDTF date"),
        ("to", "2024-02-30", "the month has 29 days"),
        ("known_on", "07/11/2024", "which number is the month"),
        ("from", "../2024", "open on that side"),
        ("to", "2024/..", "open on that side"),
        ("known_on", "9" * 50, "not an EDTF date"),
    ],
)
def test_garbage_is_left_aside_with_a_reason(key: str, value: str, reason: str) -> None:
    selection, (problem,) = from_query({key: [value]}, STORY)
    assert selection == Selection()
    assert (problem.key, problem.value) == (key, value)
    assert reason in problem.reason


@pytest.mark.parametrize("key", sorted(set(KEYS)))
def test_a_value_without_end_is_left_aside(key: str) -> None:
    assert from_query({key: ["x" * (LONGEST + 1)]}) == (
        Selection(),
        (Problem(key, "x" * 40 + "…", "longer than 1000 characters"),),
    )


def test_the_good_values_beside_a_bad_one_are_kept() -> None:
    selection, problems = from_query({"actor": ["trump", "nobody"], "from": ["soon"], "q": ["kursk"]}, STORY)
    assert selection == Selection(actors=("trump",), text="kursk")
    assert [problem.key for problem in problems] == ["actor", "from"]


def test_types_that_no_event_has_yet_and_foreign_keys_are_no_problem() -> None:
    assert from_query({"type": ["election"], "utm_source": ["x"], "q": [""]}, STORY) == (
        Selection(types=("election",)),
        (),
    )


def _garbage() -> st.SearchStrategy[dict[str, Any]]:
    value = st.text(max_size=15) | st.text("0123456789-/.~?[]{}XY", max_size=12) | st.sampled_from(["trump", "call"])
    return st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), st.lists(value, max_size=3))


@settings(max_examples=examples(60))
@given(_garbage())
def test_no_address_is_an_error_and_each_value_is_kept_or_told(query: dict[str, Any]) -> None:
    selection, problems = from_query(query, STORY)
    told = {(problem.key, problem.value) for problem in problems}
    for key in ("actor", "event", "from"):
        for value in query.get(key, [])[-1:]:
            assert (not value) or (key in selection.to_query()) or (key, value) in told
    selection.apply(STORY)
    assert selection.describe(STORY, "en")
