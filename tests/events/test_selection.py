"""What a selection selects."""

import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events.selection import FIRST_DAY, LAST_DAY, Selection, undated
from tests.events.event_stories import day, ids, story
from tests.events.selection_values import STORY, selections
from tests.thorough import examples

ALL = ["war", "call", "aid", "talks", "treaty", "vote"]  # by date, the one without a date last


def chosen(**parts: Any) -> list[str]:
    """Ids of the events that a selection leaves."""
    return ids(Selection(**parts).apply(STORY))


def test_an_empty_selection_is_the_story_itself() -> None:
    assert Selection().apply(STORY) is STORY
    assert ids(STORY) == ALL


def test_any_of_the_actors_is_enough() -> None:
    assert chosen(actors=("trump", "kyiv")) == ["call", "talks", "vote"]


def test_all_of_the_actors_are_needed_when_asked() -> None:
    assert chosen(actors=("putin", "kyiv"), match="all") == ["talks"]
    assert chosen(actors=("trump", "kyiv"), match="all") == []


def test_an_actor_whom_the_story_does_not_know_takes_part_in_nothing() -> None:
    assert chosen(actors=("nobody",)) == []
    assert chosen(actors=("nobody", "trump")) == ["call"]
    assert chosen(actors=("nobody", "trump"), match="all") == []


def test_match_is_any_or_all() -> None:
    with pytest.raises(ValueError, match="'any' or 'all'"):
        Selection(match="none")  # type: ignore[arg-type]


def test_first_and_last_day_are_both_included() -> None:
    seventh = day("2024-11-07")
    assert chosen(first=seventh, last=seventh) == ["call", "vote"]
    assert chosen(first=seventh + 1, last=day("2024-11-30")) == ["vote"]


def test_an_interval_is_selected_if_any_of_its_days_is() -> None:
    assert chosen(first=day("2025-02-14"), last=day("2025-03-01")) == ["talks", "vote"]
    assert chosen(first=day("2025-01-01"), last=day("2025-02-11")) == ["talks", "vote"]
    assert chosen(first=day("2500-01-01")) == ["treaty", "vote"]
    assert chosen(first=day("2024-12-31"), last=day("2024-12-31")) == ["aid", "vote"]


def test_days_before_our_era_can_be_selected() -> None:
    assert chosen(last=day("0001-01-01")) == ["war", "vote"]


@pytest.mark.parametrize(
    ("part", "values", "expected"),
    [
        ("types", ("call", "vote"), ["call", "vote"]),
        ("types", ("treaty",), ["treaty"]),
        ("families", ("contacts",), ["call", "talks"]),
        ("families", ("support", "pressure"), ["war", "aid", "treaty"]),
        ("families", ("other",), []),
        ("statuses", ("disputed",), ["call"]),
        ("statuses", ("confirmed", "disputed"), ["call", "aid", "talks"]),
        ("places", ("FR", "US"), ["call", "talks"]),
        ("places", ("Élysée Palace",), ["talks"]),
        ("places", ("Palais de l’Élysée",), []),
    ],
)
def test_the_values_of_a_part_add_up(part: str, values: tuple[str, ...], expected: list[str]) -> None:
    assert chosen(**{part: values}) == expected


def test_parts_narrow_each_other() -> None:
    assert chosen(families=("contacts",), actors=("putin",), places=("FR",)) == ["talks"]
    assert chosen(families=("contacts",), actors=("trump",), places=("FR",)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PHONES", ["call"]),  # title
        ("koursk", ["talks"]),  # title in the other language
        ("elysee", ["talks"]),  # place
        ("ÉLYSÉE", ["talks"]),
        ("l'élysée", ["talks"]),  # apostrophes are alike
        ("poutine", ["call", "talks"]),  # actor
        ("potus", ["call"]),  # alias of an actor
        ("black", ["call"]),  # claim
        ("seance", ["talks"]),  # quote
        ("zoe", ["aid"]),  # speaker
        ("lodz", ["aid"]),  # note
        ("GAS", ["treaty"]),  # tags
        ("kursk ministry", ["talks"]),  # every word, wherever it stands
        ("kursk trump", []),
        ('"black sea"', ["call"]),
        ("« black  sea »", ["call"]),
        ('"sea black"', []),
        ("sea black", ["call"]),
        (".*", []),  # no pattern
    ],
)
def test_text_is_found_without_regard_to_accents_and_case(text: str, expected: list[str]) -> None:
    assert chosen(text=text) == expected


def test_what_an_event_is_known_by_later_is_not_found_before() -> None:
    assert chosen(text="denies") == ["call"]
    assert chosen(text="denies", known_on=day("2024-11-10")) == []


def test_on_the_day_of_knowledge_only_what_was_public_is_there() -> None:
    assert chosen(known_on=day("2024-11-09")) == ["war"]
    assert chosen(known_on=day("2024-11-10")) == ["war", "call"]
    assert chosen(known_on=day("2025-02-01"), statuses=("planned",)) == ["talks"]
    assert chosen(known_on=day("2024-11-10"), statuses=("reported",)) == ["war", "call"]
    assert chosen(statuses=("planned",)) == []


def test_participations_and_claims_go_with_their_events_and_actors_stay() -> None:
    found = Selection(types=("call",)).apply(STORY)
    assert set(found.participants["event_id"]) == set(found.claims["event_id"]) == {"call"}
    assert len(found.claims) == 2
    assert len(found.actors) == len(STORY.actors)


def test_undated_events_are_those_without_a_date() -> None:
    assert undated(STORY)["event_id"].tolist() == ["vote"]


def test_values_are_normalised() -> None:
    untidy = Selection(actors=("a", "", "a", "b"), text="  two   words ", event="", first=1.7, last=math.inf)
    assert untidy == Selection(actors=("a", "b"), text="two words", first=1.0)
    assert Selection(first=math.nan, known_on=-math.inf) == Selection()
    assert (Selection(first=-1e12).first, Selection(last=1e12).last) == (FIRST_DAY, LAST_DAY)


@pytest.mark.parametrize(("parts", "filters"), [({"text": "a"}, True), ({"first": 0.0}, True), ({"event": "a"}, False)])
def test_the_open_event_and_the_day_of_knowledge_filter_nothing(parts: dict[str, Any], filters: bool) -> None:
    assert Selection(**parts).is_filtering == filters
    assert not Selection(known_on=0.0, match="all").is_filtering


def test_a_part_can_be_taken_out_whole_or_by_value() -> None:
    selection = Selection(actors=("a", "b"), first=1.0, match="all", text="x")
    assert selection.without("actors", "a").actors == ("b",)
    assert selection.without("actors") == Selection(first=1.0, match="all", text="x")
    assert selection.without("first").first is None
    assert selection.without("text", "x").text == ""


def test_a_story_without_events_can_be_selected_from() -> None:
    assert ids(Selection(actors=("trump",), text="a", first=0.0, places=("US",)).apply(story(()))) == []


@settings(max_examples=examples(40))
@given(st.floats(), st.floats())
def test_dates_never_drop_an_event_without_one(first: float, last: float) -> None:
    assert "vote" in chosen(first=first, last=last)


@settings(max_examples=examples(40))
@given(selections())
def test_to_select_twice_is_to_select_once(selection: Selection) -> None:
    once = selection.apply(STORY)
    twice = selection.apply(once)
    for table in ("events", "participants", "claims"):
        pd.testing.assert_frame_equal(getattr(twice, table), getattr(once, table))


@settings(max_examples=examples(40))
@given(selections())
def test_a_selection_only_leaves_out(selection: Selection) -> None:
    left = ids(selection.apply(STORY))
    assert left == [one for one in ALL if one in left]
    assert set(left) <= set(ids(Selection(known_on=selection.known_on).apply(STORY)))


@settings(max_examples=examples(30))
@given(selections(), selections())
def test_different_selections_have_different_revisions(one: Selection, other: Selection) -> None:
    same = (one.known_on, one.is_filtering and one) == (other.known_on, other.is_filtering and other)
    assert (one.apply(STORY).revision == other.apply(STORY).revision) == same
