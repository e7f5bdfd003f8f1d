"""Proposals against the events of a story: when it was."""

import datetime
from dataclasses import replace

import numpy as np
import pytest

from components.articles.matching.scores import when as when_score
from components.events.errors import DateError
from tests.articles.matching_stories import EVENTS, keys, match, proposal, story


def test_a_day_apart_is_perhaps_the_same() -> None:
    found = match(proposal("call", "2031-03-05", "berg", "vega"))
    assert (found.verdict, found.event_id) == ("maybe", "call")
    apart = next(one for one in found.reasons if one.key == "days_apart")
    assert apart.values == {"n": 1, "their_when": "2031-03-06"}


def test_a_week_apart_is_new() -> None:
    assert match(proposal("call", "2031-03-14", "berg", "vega"), story(EVENTS[:1])).verdict == "new"


def test_a_month_is_only_perhaps_the_day_in_it() -> None:
    found = match(proposal("call", "2031-03", "berg", "vega"))
    assert (found.verdict, found.event_id) == ("maybe", "call")
    assert "overlap" in keys(found)


def test_about_a_day_reaches_the_days_around_it() -> None:
    assert match(proposal("call", "2031-03-05~", "berg", "vega")).verdict == "same"


def test_an_undated_proposal_is_perhaps_the_event_near_the_publication() -> None:
    found = match(proposal("call", "", "berg", "vega"))
    assert (found.verdict, found.event_id) == ("maybe", "call")
    assert "undated" in keys(found)
    late = match(proposal("call", "", "berg", "vega"), published=datetime.date(2031, 12, 1))
    assert late.score < found.score


def test_an_election_without_a_date_is_the_only_one_of_these_people_within_a_year() -> None:
    found = match(proposal("election", "", "berg"))
    assert (found.verdict, found.event_id) == ("same", "vote-won")
    assert "only_one" in keys(found)
    assert match(proposal("election", "", "berg"), published=datetime.date(2033, 1, 1)).verdict == "new"
    two = [*EVENTS, {**EVENTS[4], "event_id": "second-round", "when": "2031-02-15"}]
    assert match(proposal("election", "", "berg"), story(two)).verdict != "same"


def test_what_is_told_without_a_date_cannot_lie_after_the_publication_unless_it_is_planned() -> None:
    told = proposal("call", "", "berg", "vega")
    planned = replace(told, claims=(replace(told.claims[0], stance="plans"),))
    before, after = datetime.date(2031, 2, 10), datetime.date(2031, 4, 10)
    whole = story(EVENTS[:1])
    assert [match(one, whole, before).event_id for one in (told, planned)] == ["", "call"]
    assert [match(one, whole, after).event_id for one in (told, planned)] == ["call", ""]


def test_an_event_without_a_date_is_perhaps_meant() -> None:
    found = match(proposal("meeting", "2031-02-11", "berg", "vega"), story(EVENTS[5:]))
    assert (found.verdict, found.event_id) == ("maybe", "rumour")
    assert "event_undated" in keys(found)


def test_a_date_that_is_none_is_an_error_of_ours() -> None:
    with pytest.raises(DateError):
        match(proposal("call", "last week", "berg"))


def test_overlap_is_worth_more_the_nearer_the_spans_are_in_length() -> None:
    days, infinite = np.array([5.0]), np.array([np.inf])
    worth = [when_score(0, length, days, days)[0] for length in (6, 30, 365)]
    assert worth == sorted(worth, reverse=True)
    assert when_score(5, 5, days, days)[0] == 1
    assert when_score(5, 5, days, infinite)[0] == 0.3
    assert when_score(-np.inf, np.inf, -infinite, infinite)[0] == 1
