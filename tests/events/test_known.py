"""A story as it was known on a day."""

import math
from collections.abc import Mapping

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.events.known import as_known_on, safe_title
from components.events.story import Story
from tests.events.event_stories import CALL, claim, day, ids, story
from tests.thorough import examples

DAYS = [f"2024-11-{number:02}" for number in range(1, 7)]


def known(event: Mapping[str, str], on: str = "2024-11-10") -> "pd.Series[str]":
    """The only event of a story, asserted on 1 November, as known on a day."""
    found = story([{"event_id": "call", **event}], [claim("2024-11-01", "asserts", "Axios")])
    return as_known_on(found, day(on)).events.iloc[0]


def test_events_and_claims_that_became_public_later_do_not_show() -> None:
    claims = [claim("2024-11-10", "asserts", "Axios"), claim("2024-11-11", "denies", "peskov")]
    found = story([CALL], claims)
    assert ids(as_known_on(found, day("2024-11-09"))) == []
    then = as_known_on(found, day("2024-11-10"))
    assert then.events["status"].tolist() == ["reported"]
    assert then.claims["stance"].tolist() == ["asserts"]
    assert then.participants["event_id"].tolist() == ["call", "call"]
    assert as_known_on(found, day("2024-11-11")).events["status"].tolist() == ["disputed"]


@pytest.mark.parametrize(
    ("title", "safe"),
    [
        ("Trump phones Putin, who denies it", "Trump phones Putin"),
        ("Call: the Kremlin denies", "Call"),
        ("Trump téléphone\u00a0: le Kremlin dément", "Trump téléphone"),
        ("Aid; later stopped, it seems", "Aid"),
        ("Sanctions on 1,240 ships at 12:30", "Sanctions on 1,240 ships at 12:30"),
        ("A call,\nwhich was denied", "A call"),
        ("A call,; denied", "A call"),
        ("A call", "A call"),
    ],
)
def test_a_title_is_cut_where_it_begins_to_explain(title: str, safe: str) -> None:
    assert known({"title_en": title})["title_en"] == safe


def test_a_short_title_stands_for_the_title() -> None:
    assert known({"title_en": "A call, denied", "short_title_en": "Reported call"})["title_en"] == "Reported call"


def test_notes_are_empty() -> None:
    assert known({"note_en": "Confirmed in 2026."})["note_en"] == ""


def test_one_title_alone_is_as_safe_as_in_the_story() -> None:
    found = story([{**CALL, "title_en": "A call, denied", "title_fr": "Appel, démenti"}])
    assert safe_title(found, 0, "fr") == "Appel"


@pytest.mark.parametrize(
    ("when", "cut", "last", "precision"),
    [
        ("2024-11-05/2025-01-20", "2024-11-05/..", "2024-11-10", "open-end"),
        ("2024-11~/2025", "2024-11~/..", "2024-11-10", "open-end"),
        ("2024-11-05/..", "2024-11-05/..", "2024-11-10", "open-end"),
        ("../2025-01-20", "../2024-11-10", "2024-11-10", "open-start"),
        ("2024-11-05/2024-11-10", "2024-11-05/2024-11-10", "2024-11-10", "interval"),
        ("2024-11-11/2024-11-20", "2024-11-11/2024-11-20", "2024-11-20", "interval"),
        ("2024", "2024", "2024-12-31", "year"),
        ("2024-12-24", "2024-12-24", "2024-12-24", "day"),
        ("[2024-11-01,2024-12-01]", "[2024-11-01,2024-12-01]", "2024-12-01", "interval"),
    ],
)
def test_an_interval_that_has_begun_ends_on_the_day(when: str, cut: str, last: str, precision: str) -> None:
    event = known({"when": when})
    assert (event["when"], event["latest"], event["precision"]) == (cut, day(last), precision)


def test_a_doubt_about_an_end_that_is_not_reached_does_not_show() -> None:
    event = known({"when": "2024-11-05~/2025-01?"})
    assert (event["approximate"], event["uncertain"]) == (True, False)


def test_intervals_of_other_events_are_left_alone() -> None:
    events = [{"event_id": "a", "when": "2024-11-05/2025"}, {"event_id": "b", "when": "2024-11-06?"}]
    claims = [claim("2024-11-01", "asserts", "Axios", event) for event in "ab"]
    then = as_known_on(story(events, claims), day("2024-11-10")).events
    assert then["when"].tolist() == ["2024-11-05/..", "2024-11-06?"]
    assert then["uncertain"].tolist() == [False, True]
    assert then.dtypes.astype(str).to_dict() == story(events, claims).events.dtypes.astype(str).to_dict()


def test_at_the_end_of_all_days_no_interval_is_cut() -> None:
    found = story([{"event_id": "call", "when": "2024-11-05/.."}], [claim("2024-11-01", "asserts", "Axios")])
    assert as_known_on(found, math.inf).events["latest"].tolist() == [math.inf]


def test_each_day_has_a_revision_of_its_own() -> None:
    found = story([CALL])
    assert len({found.revision, *(as_known_on(found, day(on)).revision for on in DAYS)}) == 1 + len(DAYS)


def _story(claims: list[tuple[str, str, str]]) -> Story:
    return story([CALL, {**CALL, "event_id": "talks"}], [claim(on, stance, "putin", of) for on, stance, of in claims])


@settings(max_examples=examples(30))
@given(
    st.lists(
        # A denial that comes first waits for the assertion; test_status.py tells of it.
        st.tuples(
            st.sampled_from(DAYS),
            st.sampled_from(["asserts", "confirms", "plans", "retracts", "declines"]),
            st.sampled_from(["call", "talks"]),
        ),
        max_size=6,
    ),
    st.sampled_from(DAYS),
)
def test_a_later_claim_changes_nothing_on_the_day(claims: list[tuple[str, str, str]], on: str) -> None:
    whole = as_known_on(_story(claims), day(on))
    early = as_known_on(_story([one for one in claims if one[0] <= on]), day(on))
    pd.testing.assert_series_equal(whole.events["status"], early.events["status"])
    assert ids(whole) == ids(early)
    assert whole.claims["stance"].tolist() == early.claims["stance"].tolist()
