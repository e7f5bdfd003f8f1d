"""Status as of a day: what must hold for any claims."""

import itertools
import math
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from components.events.status import change_days, changes, history, status_as_of
from components.events.story import Story
from components.events.vocabulary import SCOPES, STANCES, STATUSES
from tests.events.event_stories import CALL, Row, claim, day, story
from tests.thorough import examples

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


@settings(max_examples=examples(100), deadline=None)
@given(_claims())
def test_status_is_what_the_rules_say_on_every_day(claims: list[Row]) -> None:
    # Claims of one day count in the order of their ids, which is that of the list.
    found = _story(claims)
    for on in DAYS:
        expected = {event: judged(claims, event, on) for event in ("call", "other")}
        assert dict(zip(found.events["event_id"], status_as_of(found, day(on)), strict=True)) == expected


@settings(max_examples=examples(40), deadline=None)
@given(_claims(), st.sampled_from(DAYS))
def test_later_claims_never_change_an_earlier_status(claims: list[Row], on: str) -> None:
    until = [c for c in claims if c["asserted_on"] <= on]
    assert status_as_of(_story(claims), day(on)).tolist() == status_as_of(_story(until)).tolist()


@settings(max_examples=examples(40), deadline=None)
@given(_claims(), st.integers(0, 9), st.sampled_from(DAYS), st.sampled_from(SPEAKERS))
def test_declining_never_changes_a_status(claims: list[Row], at: int, on: str, speaker: str) -> None:
    found = _story(claims)
    declined = _story([*claims[:at], claim(on, "declines", speaker), *claims[at:]])
    for one in DAYS:
        assert status_as_of(found, day(one)).tolist() == status_as_of(declined, day(one)).tolist()


@settings(max_examples=examples(40), deadline=None)
@given(_claims())
def test_between_two_days_of_change_nothing_changes(claims: list[Row]) -> None:
    found = _story(claims)
    stops = set(change_days(found).tolist())
    for before, after in itertools.pairwise([day("2024-10-31"), *map(day, DAYS)]):
        change = changes(found, before, after)
        assert bool(change.events or change.statuses) == (after in stops)


@settings(max_examples=examples(40), deadline=None)
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
