"""From tables of texts to a story: types of columns, derived columns, participants, parties."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events.dates import civil
from components.events.errors import DateError
from components.events.participants import cell, explode
from components.events.parties import parties
from components.events.schema import SCHEMA, header, typed
from components.events.vocabulary import ROLES
from tests.events.event_stories import ACTORS, CALL, claim, day, ids, story, tables
from tests.thorough import examples


def test_a_translated_column_is_there_for_each_language() -> None:
    assert header("sources", ["en"]) == [column.name for column in SCHEMA["sources"]]
    assert header("actors", ["fr", "de"])[:3] == ["actor_id", "name_fr", "name_de"]


def test_cells_get_the_type_of_their_column_and_what_is_left_out_is_empty() -> None:
    frame = pd.DataFrame(
        {"claim_id": ["a", "b"], "scope": ["part", ""], "hedged": ["Yes", "no"], "start_char": ["12", ""]}, dtype="str"
    )
    found = typed("claims", frame, ["en"])
    assert found["scope"].tolist() == ["part", "whole"]
    assert found["hedged"].tolist() == [True, False]
    assert found["anonymous"].tolist() == [False, False]
    assert found["start_char"].iloc[0] == 12
    assert math.isnan(found["start_char"].iloc[1])
    assert found["summary_en"].tolist() == ["", ""]


def test_events_are_in_the_order_of_their_days_and_undated_ones_last() -> None:
    whens = {"a": "", "b": "2024", "c": "../2025", "d": "-0430", "e": "2024-01-01"}
    assert ids(story([{"event_id": name, "when": when} for name, when in whens.items()])) == ["c", "d", "b", "e", "a"]


def test_a_year_before_our_era_has_its_days() -> None:
    found = story([{"event_id": "war", "when": "-0430"}]).events.iloc[0]
    assert civil(found["earliest"]) == (-430, 1, 1)
    assert civil(found["latest"]) == (-430, 12, 31)


def test_a_type_of_the_story_belongs_to_its_family_and_an_unknown_one_to_other() -> None:
    found = story(
        [{"event_id": kind, "type": kind} for kind in ("call", "treaty", "x")], families={"treaty": "support"}
    )
    assert dict(zip(found.events["event_id"], found.events["family"], strict=True)) == {
        "call": "contacts",
        "treaty": "support",
        "x": "other",
    }


def test_a_speaker_is_an_actor_or_free_text() -> None:
    found = story([CALL], [claim("2024-11-10", "asserts", "putin"), claim("2024-11", "asserts", "Axios")]).claims
    assert found["speaker_id"].tolist() == ["", "putin"]
    assert found["day"].tolist() == [day("2024-11-01"), day("2024-11-10")]
    assert found["day_precision"].tolist() == ["month", "day"]


def test_an_era_may_be_open_on_either_side() -> None:
    eras = story(eras=[{"en": "Before", "end": "2024"}, {"en": "War", "start": "-0430", "end": "-0403"}]).eras
    assert (eras[0].start, eras[0].end) == (-math.inf, day("2024-12-31"))
    assert (civil(eras[1].start), civil(eras[1].end)) == ((-430, 1, 1), (-403, 12, 31))
    assert eras[0].name == {"en": "Before"}


def test_a_date_that_is_none_stops_the_story() -> None:
    with pytest.raises(DateError, match="2024-02-30"):
        story([{**CALL, "when": "2024-02-30"}])


def test_participants_have_roles_or_just_take_part() -> None:
    frame = pd.DataFrame({"event_id": ["a", "b"], "participants": ["x:initiator; y ;; z: target;", ""]}, dtype="str")
    assert explode(frame).to_numpy().tolist() == [
        ["a", "x", "initiator"],
        ["a", "y", "participant"],
        ["a", "z", "target"],
    ]
    assert explode(frame.drop(columns="participants")).empty


def test_participations_keep_the_row_of_their_event() -> None:
    assert tables([CALL, {**CALL, "event_id": "b"}])["participants"].index.tolist() == [2, 2, 3, 3]


@settings(max_examples=examples(40))
@given(st.lists(st.tuples(st.from_regex("[a-z0-9][a-z0-9-]{0,9}", fullmatch=True), st.sampled_from(ROLES))))
def test_participants_survive_the_way_into_a_cell_and_back(pairs: list[tuple[str, str]]) -> None:
    text = cell(pd.DataFrame(pairs, columns=["actor_id", "role"]))
    again = explode(pd.DataFrame({"event_id": ["a"], "participants": [text]}, dtype="str"))
    assert list(zip(again["actor_id"], again["role"], strict=True)) == pairs


def test_affiliations_that_go_round_in_a_circle_come_to_an_end() -> None:
    actors = [{**actor, "affiliation": {"russia": "kremlin"}.get(actor["actor_id"], "")} for actor in ACTORS]
    actors = [{**one, "affiliation": "russia"} if one["actor_id"] == "kremlin" else one for one in actors]
    event = {**CALL, "participants": "russia"}
    party, _ = parties(story([event], [claim("2024-11-10", "asserts", "kremlin")], actors))
    assert party.tolist() == [True]


def test_who_speaks_of_an_event_without_participants_is_no_party() -> None:
    party, camp = parties(story([{**CALL, "participants": ""}], [claim("2024-11-10", "asserts", "peskov")]))
    assert (party.tolist(), camp.tolist()) == ([False], ["russia"])
