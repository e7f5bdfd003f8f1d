"""Proposals against the events of a story: who took part, what kind of event it is, and how much money."""

from dataclasses import replace

import pytest

from components.articles.matching.scores import type_nearness
from components.articles.model import Match
from components.events.vocabulary import FAMILY_OF_TYPE
from tests.articles.matching_stories import EVENTS, keys, match, proposal, story

STRIKE = {
    "event_id": "strike",
    "when": "2031-03-20",
    "type": "strike",
    "title_en": "A strike",
    "participants": "norland:initiator",
}


def test_the_same_people_day_and_type_are_the_same_event() -> None:
    found = match(proposal("call", "2031-03-06", "berg", "vega"))
    assert (found.verdict, found.event_id, found.title) == ("same", "call", "Berg phones Vega")
    assert found.score == 1.0
    assert keys(found) == ["same_actors", "same_date", "same_type", "new_claim"]


def test_a_call_told_as_a_meeting_is_the_same_event() -> None:
    found = match(proposal("meeting", "2031-03-06", "berg", "vega"))
    assert (found.verdict, found.event_id) == ("same", "call")
    assert "akin_type" in keys(found)


def test_a_call_with_somebody_else_the_day_after_is_new() -> None:
    found = match(proposal("call", "2031-03-08", "vega", "cabinet"))
    assert (found.verdict, found.event_id) == ("new", "")
    assert found.score < 0.6


def test_of_two_calls_the_one_with_the_same_people_is_meant() -> None:
    assert match(proposal("call", "2031-03-06", "berg", "lind")).event_id == "other-call"
    assert match(proposal("call", "2031-03-07", "berg", "vega")).event_id == "call"


@pytest.mark.parametrize("kind", sorted(FAMILY_OF_TYPE))
def test_no_proposal_is_the_same_by_its_type_alone(kind: str) -> None:
    whole = story([{**EVENTS[0], "type": kind}])
    assert match(proposal(kind, ""), whole).verdict == "new"
    assert match(proposal(kind, "2031-03-06"), whole).verdict == "new"
    assert match(proposal(kind, "2031-03-06", "Somebody Else"), whole).verdict == "new"


def test_without_participants_money_can_make_it_perhaps_the_same_but_no_more() -> None:
    found = match(proposal("aid", "2031-03-20", amount=40e6, currency="EUR", place="Bilbao", country="ES"))
    assert (found.verdict, found.event_id) == ("maybe", "grant")


def test_amounts_speak_for_and_against() -> None:
    def aid(amount: float, currency: str = "EUR") -> Match:
        return match(proposal("aid", "2031-03-20", "norland", "sudia", amount=amount, currency=currency))

    assert (aid(40e6).verdict, "same_amount" in keys(aid(40e6))) == ("same", True)
    assert "near_amount" in keys(aid(38e6))
    assert (aid(900e6).verdict, "other_amount" in keys(aid(900e6))) == ("maybe", True)
    assert not {"same_amount", "other_amount"} & set(keys(aid(900e6, "USD")))


def test_the_same_money_within_a_span_is_the_same_event() -> None:
    spent = proposal("aid", "2031-03-10/2031-05-20", "norland", "sudia", amount=40e6, currency="EUR")
    assert match(spent).verdict == "same"
    assert match(replace(spent, amount=None)).verdict == "maybe"


def test_an_affiliation_is_near_but_not_the_same() -> None:
    state, palace = (match(proposal("strike", "2031-03-20", one), story([STRIKE])) for one in ("norland", "palace"))
    assert (state.verdict, palace.verdict) == ("same", "maybe")
    assert palace.score < state.score
    assert {"name": "palace", "their_name": "Norland"} in [dict(one.values) for one in palace.reasons]


def test_the_nearer_the_affiliation_the_higher_the_score() -> None:
    whole = story([STRIKE])
    found = [match(proposal("strike", "2031-03-20", one), whole).score for one in ("norland", "palace", "lind", "vega")]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == 4


def test_a_government_without_affiliation_is_near_its_state() -> None:
    whole = story([{**STRIKE, "participants": "sudia:initiator"}])
    found = match(proposal("strike", "2031-03-20", "cabinet"), whole)
    assert found.verdict == "maybe"


def test_of_a_statement_it_counts_who_speaks_not_whom_it_is_about() -> None:
    speech = {
        "event_id": "praise",
        "when": "2031-03-09",
        "type": "statement",
        "title_en": "Vega praises Berg",
        "participants": "vega:source; berg:target",
    }
    whole = story([speech])
    speaker, other = proposal("statement", "2031-03-09", "vega"), proposal("statement", "2031-03-09", "berg")
    by = [replace(one, participants=(replace(one.participants[0], role="source"),)) for one in (speaker, other)]
    assert [match(one, whole).verdict for one in by] == ["maybe", "new"]


def test_a_storys_own_type_counts_by_its_family() -> None:
    whole = story([{**EVENTS[2], "type": "treaty"}], families={"treaty": "support"})
    assert match(proposal("aid", "2031-03-20", "norland", "sudia"), whole).event_id == "grant"
    assert match(proposal("strike", "2031-03-20", "norland", "sudia"), whole).verdict == "new"


def test_nearness_of_types_does_not_depend_on_the_order() -> None:
    for one in FAMILY_OF_TYPE:
        assert type_nearness(one, one, {}) == 1
        for other in FAMILY_OF_TYPE:
            assert type_nearness(one, other, {}) == type_nearness(other, one, {})
