"""Status as of a day: each rule by example, and the call of 7 November 2024."""

from collections.abc import Sequence

import pytest

from components.events.parties import parties
from components.events.status import Changes, change_days, changes, status_as_of
from tests.events.event_stories import ACTORS, CALL, Row, claim, day, story

THE_CALL = (
    claim("2024-11-07", "denies", "trump"),
    claim("2024-11-10", "asserts", "The Washington Post", anonymous="yes"),
    claim("2024-11-10", "denies", "kyiv", scope="part"),
    claim("2024-11-10", "asserts", "Reuters", anonymous="yes"),
    claim("2024-11-10", "asserts", "Axios", anonymous="yes"),
    claim("2024-11-11", "denies", "peskov"),
    claim("2024-11-11", "declines", "Steven Cheung"),
)


RULES = {
    "what is asserted and denied by none is reported": ([claim("2024-11-10", "asserts", "Axios")], "reported"),
    "what one participant asserts is reported": ([claim("2024-11-10", "asserts", "putin")], "reported"),
    "what two voices of one side assert is reported": (
        [claim("2024-11-10", "asserts", "putin"), claim("2024-11-10", "asserts", "peskov")],
        "reported",
    ),
    "an assertion of a part alone is a report": ([claim("2024-11-10", "asserts", "Axios", scope="part")], "reported"),
    "what a participant confirms is confirmed": ([claim("2024-11-10", "confirms", "putin")], "confirmed"),
    "an actor who took no part does not confirm": ([claim("2024-11-10", "confirms", "kyiv")], "reported"),
    "a named speaker outside of the story confirms": ([claim("2024-11-10", "confirms", "Mark Rutte")], "confirmed"),
    "an anonymous speaker does not confirm": (
        [claim("2024-11-10", "confirms", "An official", anonymous="yes")],
        "reported",
    ),
    "a hedging speaker does not confirm": ([claim("2024-11-10", "confirms", "Mark Rutte", hedged="yes")], "reported"),
    "what one asserts and another denies is disputed": (
        [claim("2024-11-10", "asserts", "Axios"), claim("2024-11-11", "denies", "peskov")],
        "disputed",
    ),
    "what one confirms and another denies is disputed": (
        [claim("2024-11-10", "confirms", "putin"), claim("2024-11-11", "denies", "trump")],
        "disputed",
    ),
    "what is only denied is denied": (
        [claim("2024-11-11", "denies", "peskov"), claim("2024-11-12", "declines", "trump")],
        "denied",
    ),
    "a denial of a part alone makes nothing known": ([claim("2024-11-10", "denies", "peskov", scope="part")], ""),
    "a denial of a part does not dispute the event": (
        [claim("2024-11-10", "asserts", "Axios"), claim("2024-11-11", "denies", "peskov", scope="part")],
        "reported",
    ),
    "a denial older than the first assertion does not dispute the event": (
        [claim("2024-11-07", "denies", "trump"), claim("2024-11-10", "asserts", "Axios")],
        "reported",
    ),
    "a denial on the day of the first assertion disputes it": (
        [claim("2024-11-10", "denies", "trump"), claim("2024-11-10", "asserts", "Axios")],
        "disputed",
    ),
    "a speaker who comes round to confirm no longer denies": (
        [
            claim("2024-11-10", "asserts", "Axios"),
            claim("2024-11-11", "denies", "peskov"),
            claim("2024-11-20", "confirms", "peskov"),
        ],
        "confirmed",
    ),
    "a speaker who takes a denial back no longer denies": (
        [
            claim("2024-11-10", "asserts", "Axios"),
            claim("2024-11-11", "denies", "peskov"),
            claim("2024-11-20", "retracts", "peskov"),
        ],
        "reported",
    ),
    "a speaker who denies what only he asserted takes it back": (
        [claim("2024-11-10", "asserts", "Axios"), claim("2024-11-11", "denies", "Axios")],
        "retracted",
    ),
    "a speaker is recognised whatever the case of the name": (
        [claim("2024-11-10", "asserts", "Axios"), claim("2024-11-12", "retracts", "AXIOS")],
        "retracted",
    ),
    "a retraction leaves what others assert": (
        [
            claim("2024-11-10", "asserts", "Axios"),
            claim("2024-11-10", "asserts", "Reuters"),
            claim("2024-11-12", "retracts", "Axios"),
        ],
        "reported",
    ),
    "a retraction of what another said changes nothing": (
        [claim("2024-11-10", "asserts", "Axios"), claim("2024-11-12", "retracts", "Reuters")],
        "reported",
    ),
    "a retraction of what nobody said makes nothing known": ([claim("2024-11-12", "retracts", "Reuters")], ""),
    "an announcement that another denies is disputed": (
        [claim("2024-11-01", "plans", "trump"), claim("2024-11-02", "denies", "peskov")],
        "disputed",
    ),
    "an announcement that is withdrawn is retracted": (
        [claim("2024-11-01", "plans", "trump"), claim("2024-11-02", "retracts", "trump")],
        "retracted",
    ),
    "an announcement does not weigh once somebody says that it happened": (
        [claim("2024-11-01", "plans", "trump"), claim("2024-11-08", "asserts", "Axios")],
        "reported",
    ),
}


def status(claims: Sequence[Row], on: str = "9999-12-31", event: Row = CALL) -> str:
    """The status of one event on a day."""
    return str(status_as_of(story([event], claims), day(on)).iloc[0])


@pytest.mark.parametrize(("claims", "expected"), RULES.values(), ids=RULES)
def test_the_status_after_all_claims(claims: Sequence[Row], expected: str) -> None:
    assert status(claims) == expected


def test_nothing_is_known_before_the_first_claim() -> None:
    assert status([claim("2024-11-10", "asserts", "Axios")], on="2024-11-09") == ""
    assert status([]) == ""


def test_what_is_only_announced_is_planned() -> None:
    plan = claim("2024-11-01", "plans", "trump")
    assert status([plan], on="2024-11-06") == "planned"
    assert status([plan], on="2025-01-01") == "planned"


def test_what_parties_of_both_sides_assert_is_confirmed() -> None:
    one, other = claim("2024-11-10", "asserts", "trump"), claim("2024-11-12", "asserts", "peskov")
    assert status([one, other], on="2024-11-11") == "reported"
    assert status([one, other]) == "confirmed"


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


def test_a_claim_of_a_month_counts_from_its_first_day() -> None:
    claims = [claim("2024-11", "asserts", "Axios")]
    assert status(claims, on="2024-10-31") == ""
    assert status(claims, on="2024-11-01") == "reported"


def test_who_shares_an_affiliation_with_a_participant_is_a_party() -> None:
    found = story([CALL], [claim("2024-11-10", "confirms", speaker) for speaker in ("peskov", "usa", "kyiv", "Axios")])
    party, camp = parties(found)
    assert party.tolist() == [True, True, False, False]
    assert camp.tolist() == ["russia", "usa", "kyiv", ""]


def test_a_side_stands_for_the_camp_of_all_below_it() -> None:
    actors = [{**actor, "side": "east" if actor["actor_id"] == "russia" else ""} for actor in ACTORS]
    found = story([CALL], [claim("2024-11-10", "asserts", "peskov")], actors, sides={"east": {"en": "East"}})
    assert parties(found)[1].tolist() == ["east"]


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
