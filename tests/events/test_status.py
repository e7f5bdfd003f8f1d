"""Status as of a day: one test for each rule, the call of 7 November 2024, and what must hold for any claims."""

import itertools
import math
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events.parties import parties
from components.events.status import Changes, change_days, changes, history, status_as_of
from components.events.story import Story
from components.events.vocabulary import SCOPES, STANCES, STATUSES
from tests.events.event_stories import ACTORS, CALL, claim, day, story

Row = Mapping[str, str]
THE_CALL = (
    claim("2024-11-07", "denies", "trump"),
    claim("2024-11-10", "asserts", "The Washington Post", anonymous="yes"),
    claim("2024-11-10", "denies", "kyiv", scope="part"),
    claim("2024-11-10", "asserts", "Reuters", anonymous="yes"),
    claim("2024-11-10", "asserts", "Axios", anonymous="yes"),
    claim("2024-11-11", "denies", "peskov"),
    claim("2024-11-11", "declines", "Steven Cheung"),
)


def status(claims: Sequence[Row], on: str = "9999-12-31", event: Row = CALL) -> str:
    """The status of one event on a day."""
    return str(status_as_of(story([event], claims), day(on)).iloc[0])


def test_nothing_is_known_before_the_first_claim() -> None:
    assert status([claim("2024-11-10", "asserts", "Axios")], on="2024-11-09") == ""
    assert status([]) == ""


def test_what_is_only_announced_is_planned() -> None:
    plan = claim("2024-11-01", "plans", "trump")
    assert status([plan], on="2024-11-06") == "planned"
    assert status([plan], on="2025-01-01") == "planned"


def test_what_is_asserted_and_denied_by_none_is_reported() -> None:
    assert status([claim("2024-11-10", "asserts", "Axios")]) == "reported"
    assert status([claim("2024-11-10", "asserts", "putin")]) == "reported"


def test_what_a_participant_confirms_is_confirmed() -> None:
    assert status([claim("2024-11-10", "confirms", "putin")]) == "confirmed"


def test_what_parties_of_both_sides_assert_is_confirmed() -> None:
    one, other = claim("2024-11-10", "asserts", "trump"), claim("2024-11-12", "asserts", "peskov")
    assert status([one, other], on="2024-11-11") == "reported"
    assert status([one, other]) == "confirmed"


def test_what_one_asserts_and_another_denies_is_disputed() -> None:
    assert status([claim("2024-11-10", "asserts", "Axios"), claim("2024-11-11", "denies", "peskov")]) == "disputed"


def test_what_one_confirms_and_another_denies_is_disputed() -> None:
    assert status([claim("2024-11-10", "confirms", "putin"), claim("2024-11-11", "denies", "trump")]) == "disputed"


def test_what_is_only_denied_is_denied() -> None:
    assert status([claim("2024-11-11", "denies", "peskov"), claim("2024-11-12", "declines", "trump")]) == "denied"


def test_what_its_only_source_takes_back_is_retracted() -> None:
    claims = [claim("2024-11-10", "asserts", "Axios"), claim("2024-11-12", "retracts", "Axios")]
    assert status(claims, on="2024-11-11") == "reported"
    assert status(claims) == "retracted"


@pytest.mark.parametrize(
    ("on", "expected"), [("2024-11-09", "denied"), ("2024-11-10", "reported"), ("2024-11-11", "disputed")]
)
def test_the_call_of_7_november_is_reported_on_the_10th_and_disputed_on_the_11th(on: str, expected: str) -> None:
    assert status(THE_CALL, on=on) == expected


def test_a_denial_before_anybody_spoke_of_the_call_does_not_make_it_known() -> None:
    found = story([CALL], THE_CALL)
    assert found.events["known_on"].tolist() == [day("2024-11-10")]
    assert changes(found, day("2024-11-06"), day("2024-11-07")) == Changes((), (), 0)
    assert story([CALL], THE_CALL[:1]).events["known_on"].tolist() == [day("2024-11-07")]


def test_a_denial_of_a_part_does_not_dispute_the_event() -> None:
    claims = [claim("2024-11-10", "asserts", "Axios"), claim("2024-11-11", "denies", "peskov", scope="part")]
    assert status(claims) == "reported"


def test_a_denial_older_than_the_first_assertion_does_not_dispute_the_event() -> None:
    assert status([claim("2024-11-07", "denies", "trump"), claim("2024-11-10", "asserts", "Axios")]) == "reported"


def test_a_denial_on_the_day_of_the_first_assertion_disputes_it() -> None:
    assert status([claim("2024-11-10", "denies", "trump"), claim("2024-11-10", "asserts", "Axios")]) == "disputed"


def test_a_speaker_who_comes_round_no_longer_denies() -> None:
    claims = [claim("2024-11-10", "asserts", "Axios"), claim("2024-11-11", "denies", "peskov")]
    assert status([*claims, claim("2024-11-20", "confirms", "peskov")]) == "confirmed"
    assert status([*claims, claim("2024-11-20", "retracts", "peskov")]) == "reported"


def test_a_speaker_who_denies_what_only_he_asserted_takes_it_back() -> None:
    assert status([claim("2024-11-10", "asserts", "Axios"), claim("2024-11-11", "denies", "Axios")]) == "retracted"


def test_a_retraction_leaves_what_others_assert() -> None:
    claims = [
        claim("2024-11-10", "asserts", "Axios"),
        claim("2024-11-10", "asserts", "Reuters"),
        claim("2024-11-12", "retracts", "Axios"),
    ]
    assert status(claims) == "reported"


def test_a_retraction_of_what_one_never_said_changes_nothing() -> None:
    assert status([claim("2024-11-10", "asserts", "Axios"), claim("2024-11-12", "retracts", "Reuters")]) == "reported"
    assert status([claim("2024-11-12", "retracts", "Reuters")]) == ""


def test_the_same_speaker_is_recognised_whatever_the_case_of_a_name() -> None:
    assert status([claim("2024-11-10", "asserts", "Axios"), claim("2024-11-12", "retracts", "AXIOS")]) == "retracted"


def test_an_announcement_that_another_denies_is_disputed_and_a_withdrawn_one_retracted() -> None:
    plan = claim("2024-11-01", "plans", "trump")
    assert status([plan, claim("2024-11-02", "denies", "peskov")]) == "disputed"
    assert status([plan, claim("2024-11-02", "retracts", "trump")]) == "retracted"


def test_an_announcement_does_not_weigh_once_somebody_says_that_it_happened() -> None:
    assert status([claim("2024-11-01", "plans", "trump"), claim("2024-11-08", "asserts", "Axios")]) == "reported"


def test_an_assertion_of_a_part_alone_is_a_report() -> None:
    assert status([claim("2024-11-10", "asserts", "Axios", scope="part")]) == "reported"
    assert status([claim("2024-11-10", "denies", "peskov", scope="part")]) == ""


def test_a_claim_of_a_month_counts_from_its_first_day() -> None:
    claims = [claim("2024-11", "asserts", "Axios")]
    assert status(claims, on="2024-10-31") == ""
    assert status(claims, on="2024-11-01") == "reported"


def test_a_named_speaker_outside_of_the_story_confirms_unless_hedged_or_anonymous() -> None:
    def confirmed_by(speaker: str, **more: str) -> str:
        return status([claim("2024-11-10", "confirms", speaker, **more)])

    assert confirmed_by("Mark Rutte") == "confirmed"
    assert confirmed_by("An official", anonymous="yes") == "reported"
    assert confirmed_by("Mark Rutte", hedged="yes") == "reported"


def test_an_actor_who_took_no_part_does_not_confirm() -> None:
    assert status([claim("2024-11-10", "confirms", "kyiv")]) == "reported"


def test_who_shares_an_affiliation_with_a_participant_is_a_party() -> None:
    found = story([CALL], [claim("2024-11-10", "confirms", speaker) for speaker in ("peskov", "usa", "kyiv", "Axios")])
    party, camp = parties(found)
    assert party.tolist() == [True, True, False, False]
    assert camp.tolist() == ["russia", "usa", "kyiv", ""]


def test_a_side_stands_for_the_camp_of_all_below_it() -> None:
    actors = [{**actor, "side": "east" if actor["actor_id"] == "russia" else ""} for actor in ACTORS]
    found = story([CALL], [claim("2024-11-10", "asserts", "peskov")], actors, sides={"east": {"en": "East"}})
    assert parties(found)[1].tolist() == ["east"]


def test_two_voices_of_one_side_do_not_confirm() -> None:
    assert status([claim("2024-11-10", "asserts", "putin"), claim("2024-11-10", "asserts", "peskov")]) == "reported"


def test_who_retracts_no_longer_counts_as_a_side() -> None:
    claims = [claim("2024-11-10", "asserts", "trump"), claim("2024-11-11", "asserts", "peskov")]
    assert status([*claims, claim("2024-11-12", "retracts", "peskov")]) == "reported"
    again = [*claims, claim("2024-11-12", "retracts", "peskov"), claim("2024-11-13", "asserts", "putin")]
    assert status(again, on="2024-11-12") == "reported"
    assert status(again) == "confirmed"


def test_changes_tell_what_is_new_and_what_goes_from_one_status_to_another() -> None:
    events = [CALL, {"event_id": "denial", "when": "2024-11-11", "type": "denial"}]
    found = story(events, [*THE_CALL, claim("2024-11-11", "confirms", "Axios", event="denial")])
    assert changes(found, day("2024-11-09"), day("2024-11-10")) == Changes(("call",), (), 0)
    assert changes(found, day("2024-11-10"), day("2024-11-11")) == Changes(
        ("denial",), (("call", "reported", "disputed"),), 2
    )
    assert changes(found, day("2024-11-11"), day("2024-11-12")) == Changes((), (), 0)


def test_change_days_are_those_on_which_something_appears_or_changes() -> None:
    assert change_days(story([CALL], THE_CALL)).tolist() == [day("2024-11-10"), day("2024-11-11")]
    assert change_days(story([CALL], [])).tolist() == []


def test_an_event_of_which_only_a_part_is_denied_appears_with_its_first_status() -> None:
    claims = [claim("2024-11-01", "denies", "trump", scope="part"), claim("2024-11-02", "denies", "trump")]
    found = story([CALL], claims)
    assert change_days(found).tolist() == [day("2024-11-02")]
    assert changes(found, day("2024-10-31"), day("2024-11-01")) == Changes((), (), 0)


def test_claims_about_no_event_and_events_without_claims_do_no_harm() -> None:
    found = story(
        [CALL, {"event_id": "silent"}],
        [claim("2024-11-10", "asserts", "Axios"), claim("2024-11-10", "asserts", "Axios", event="gone")],
    )
    assert status_as_of(found).tolist() == ["reported", ""]
    assert found.events["status"].isna().tolist() == [False, True]


def test_a_story_without_events_has_no_statuses() -> None:
    empty = story([CALL], []).with_tables(events=story([CALL], []).events.iloc[:0])
    assert status_as_of(empty).tolist() == []


SPEAKERS = ("trump", "putin", "peskov", "kyiv", "Axios", "Reuters")
DAYS = [f"2024-11-{number:02}" for number in range(1, 7)]


def _claims() -> st.SearchStrategy[list[Row]]:
    flag = st.sampled_from(["yes", "no"])
    one = st.builds(
        lambda on, stance, speaker, event, scope, anonymous, hedged: claim(
            on, stance, speaker, event, scope=scope, anonymous=anonymous, hedged=hedged
        ),
        st.sampled_from(DAYS),
        st.sampled_from(STANCES),
        st.sampled_from(SPEAKERS),
        st.sampled_from(["call", "other"]),
        st.sampled_from(SCOPES),
        flag,
        flag,
    )
    return st.lists(one, max_size=9)


def _story(claims: Sequence[Row]) -> Story:
    return story([CALL, {**CALL, "event_id": "other"}], claims)


def judged(claims: Sequence[Row], event: str, on: str) -> str:
    """The rules once more, for one event and one day, as plainly as they can be said."""
    party = {"trump", "putin", "peskov"}
    camp = {"trump": "usa", "putin": "russia", "peskov": "russia"}
    known = sorted(
        (c for c in claims if c["event_id"] == event and c["asserted_on"] <= on), key=lambda c: c["asserted_on"]
    )
    whole = [c for c in known if c["scope"] == "whole"]

    def stands(at: int, enders: set[str]) -> bool:
        return not any(
            later["speaker"] == whole[at]["speaker"] and later["stance"] in enders for later in whole[at + 1 :]
        )

    speaks = [c for c in whole if c["stance"] in {"asserts", "confirms"}]
    plans = [c for c in whole if c["stance"] == "plans"]
    backed = [c for at, c in enumerate(whole) if c in speaks and stands(at, {"denies", "retracts"})]
    planned = [c for at, c in enumerate(whole) if c in plans and stands(at, {"denies", "retracts"})]
    against = [
        c
        for at, c in enumerate(whole)
        if c["stance"] == "denies" and stands(at, {"asserts", "confirms", "plans", "retracts"})
    ]
    if backed:
        if any(c["asserted_on"] >= speaks[0]["asserted_on"] for c in against):
            return "disputed"
        outside = [
            c for c in backed if c["speaker"] in {"Axios", "Reuters"} and (c["anonymous"], c["hedged"]) == ("no", "no")
        ]
        confirming = [c for c in backed if c["stance"] == "confirms" and (c["speaker"] in party or c in outside)]
        camps = {camp[c["speaker"]] for c in backed if c["stance"] == "asserts" and c["speaker"] in party}
        return "confirmed" if confirming or len(camps) > 1 else "reported"
    if planned:
        return "disputed" if any(c["asserted_on"] >= plans[0]["asserted_on"] for c in against) else "planned"
    if speaks or plans:
        return "retracted"
    if against:
        return "denied"
    if any(c["stance"] == "denies" for c in whole):
        return "retracted"
    return "reported" if any(c["stance"] in {"asserts", "confirms"} for c in known) else ""


@settings(max_examples=150, deadline=None)
@given(_claims())
def test_status_is_what_the_rules_say_on_every_day(claims: list[Row]) -> None:
    # Claims of one day count in the order of their ids, which is that of the list.
    found = _story(claims)
    for on in DAYS:
        expected = {event: judged(claims, event, on) for event in ("call", "other")}
        assert dict(zip(found.events["event_id"], status_as_of(found, day(on)), strict=True)) == expected


@settings(max_examples=60, deadline=None)
@given(_claims(), st.sampled_from(DAYS))
def test_later_claims_never_change_an_earlier_status(claims: list[Row], on: str) -> None:
    until = [c for c in claims if c["asserted_on"] <= on]
    assert status_as_of(_story(claims), day(on)).tolist() == status_as_of(_story(until)).tolist()


@settings(max_examples=60, deadline=None)
@given(_claims(), st.integers(0, 9), st.sampled_from(DAYS), st.sampled_from(SPEAKERS))
def test_declining_never_changes_a_status(claims: list[Row], at: int, on: str, speaker: str) -> None:
    more = [*claims[:at], claim(on, "declines", speaker), *claims[at:]]
    assert [status_as_of(_story(claims), day(d)).tolist() for d in DAYS] == [
        status_as_of(_story(more), day(d)).tolist() for d in DAYS
    ]


@settings(max_examples=60, deadline=None)
@given(_claims())
def test_between_two_days_of_change_nothing_changes(claims: list[Row]) -> None:
    found = _story(claims)
    stops = set(change_days(found).tolist())
    for before, after in itertools.pairwise([day("2024-10-31"), *map(day, DAYS)]):
        change = changes(found, before, after)
        assert bool(change.events or change.statuses) == (after in stops)


@settings(max_examples=60, deadline=None)
@given(_claims())
def test_a_history_is_in_order_and_never_repeats_itself(claims: list[Row]) -> None:
    found = _story(claims)
    past = history(found)
    for row in range(len(found.events)):
        here = slice(past.start[row], past.start[row + 1])
        assert (past.event[here] == row).all()
        assert all(first < second for first, second in itertools.pairwise(past.day[here]))
        assert all(first != second for first, second in itertools.pairwise(past.status[here]))
    assert status_as_of(found, math.inf).isin([*STATUSES, ""]).all()
