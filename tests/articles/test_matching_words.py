"""Proposals against the events of a story: whose words agree, what is said of a match, and that any match is sound."""

import datetime
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.articles.matching import matched
from components.articles.matching.verdicts import MAYBE, SAME
from components.articles.model import NEW, ClaimFound
from components.articles.reasons import sentences_of
from components.events.vocabulary import FAMILY_OF_TYPE
from tests.articles.matching_stories import ACTORS, EVENTS, PUBLISHED, STORY, keys, match, proposal, story


def test_two_statements_of_one_day_are_the_same_only_if_their_words_agree() -> None:
    said = proposal("statement", "2031-03-09", "palace", quote="The palace said that the fishing treaty was outdated.")
    other = proposal("statement", "2031-03-09", "palace", quote="The palace welcomed the new bridge over the sound.")
    assert (match(said).verdict, match(said).event_id) == ("same", "speech")
    assert (match(other).verdict, "other_words" in keys(match(other))) == ("maybe", True)
    assert match(other).score < SAME <= match(said).score


def test_an_undated_statement_needs_words_in_common() -> None:
    said = proposal("statement", "", "palace", quote="The palace repeated that the fishing treaty was outdated.")
    other = proposal("statement", "", "palace", quote="The palace welcomed the new bridge over the sound.")
    assert [match(one).verdict for one in (said, other)] == ["maybe", "new"]
    (reason,) = match(other).reasons
    assert (reason.key, reason.values) == ("too_far", {"title": "The palace calls the fishing treaty outdated"})


@pytest.mark.parametrize(
    ("other", "key"),
    [
        ({}, "known_claim"),
        ({"stance": "denies"}, "new_claim"),
        ({"asserted_on": "2031-03-11"}, "new_claim"),
        ({"speaker_id": "vega"}, "new_claim"),
        ({"asserted_on": ""}, "new_claim"),
    ],
    ids=str,
)
def test_a_claim_that_the_story_has_is_told_as_one(other: dict[str, str], key: str) -> None:
    claim = replace(ClaimFound("The Courier", "asserts", "x", 0, 1, "2031-03-10", speaker_id="courier"), **other)
    assert keys(match(proposal("call", "2031-03-06", "berg", "vega", claims=(claim,))))[-1] == key


def test_titles_and_reasons_come_in_the_language_asked_for() -> None:
    (found,) = matched([proposal("call", "2031-03-06", "berg", "vega")], STORY, PUBLISHED, "fr")
    assert found.match.title == "Berg appelle Vega"
    assert sentences_of(found.match.reasons, "fr", "match") == (
        "mêmes participants : berg, vega",
        "même date : 6 mars 2031",
        "même type : appel",
        "nouvelle affirmation sur « Berg appelle Vega », pas un second événement",
    )


def test_every_proposal_keeps_its_place_and_an_empty_story_knows_none() -> None:
    all_of_them = [proposal("call", "2031-03-06", "berg", "vega"), proposal("aid", "", "sudia"), proposal("other", "")]
    found = matched(all_of_them, STORY, PUBLISHED)
    assert [replace(one, match=NEW) for one in found] == all_of_them
    assert matched([], STORY) == ()
    nothing = story(EVENTS[:1])
    nothing = nothing.with_tables(
        events=nothing.events.iloc[:0], participants=nothing.participants.iloc[:0], claims=nothing.claims.iloc[:0]
    )
    assert [one.match.verdict for one in matched(all_of_them, nothing, PUBLISHED)] == ["new"] * 3
    assert keys(match(all_of_them[0], nothing)) == ["nothing_near"]


@given(
    st.sampled_from(sorted(FAMILY_OF_TYPE)),
    st.sampled_from(["", "2031-03-06", "2031-03", "2031", "../2031-03-08", "2031-03-01/..", "2031-21", "2031-03-06~"]),
    st.lists(st.sampled_from([*(one["actor_id"] for one in ACTORS), "Nobody"]), max_size=4, unique=True),
    st.sampled_from([None, PUBLISHED]),
    st.sampled_from([None, 0.0, 40e6]),
)
def test_every_match_is_sound(
    kind: str, when: str, actors: list[str], published: datetime.date | None, amount: float | None
) -> None:
    one = proposal(kind, when, *actors, amount=amount, currency="EUR" if amount else "")
    found = match(one, published=published)
    assert found == match(one, published=published)
    assert 0 <= found.score <= 1
    known = {event["event_id"] for event in EVENTS}
    assert (found.verdict == "new") == (found.event_id == "")
    assert found.event_id in known | {""}
    assert (found.verdict == "same") == (found.score >= SAME)
    assert found.verdict != "new" or found.score < MAYBE
    assert found.verdict != "same" or (actors and (when or kind in ("election", "inauguration")))
    for language in ("en", "fr"):
        assert all(sentences_of(found.reasons, language, "match"))


def test_a_proposal_is_compared_with_two_hundred_thousand_events_at_once() -> None:
    size = 200_000
    rng = np.random.default_rng(3)
    days = np.sort(rng.integers(20_000, 22_500, size)).astype(np.float64)
    ids = pd.Series([f"e{at}" for at in range(size)], dtype="str")
    texts = pd.Series([""] * size, dtype="str")
    events = pd.DataFrame(
        {
            "event_id": ids,
            "when": pd.array(np.datetime_as_string(days.astype("int64").astype("datetime64[D]")), dtype="str"),
            "type": pd.Categorical(rng.choice(["call", "aid", "statement"], size)),
            "title_en": texts,
            "country": texts,
            "amount": np.full(size, np.nan),
            "currency": texts,
            "earliest": days,
            "latest": days,
        }
    )
    actors = np.array([one["actor_id"] for one in ACTORS], dtype=object)
    participants = pd.DataFrame(
        {
            "event_id": ids.repeat(2).reset_index(drop=True),
            "actor_id": pd.array(rng.choice(actors, 2 * size), dtype="str"),
            "role": pd.array(["participant"] * 2 * size, dtype="str"),
        }
    )
    big = STORY.with_tables(events=events, participants=participants)
    asked = [proposal("call", f"2029-03-{at + 1:02}", "berg", "vega") for at in range(20)]
    matched(asked[:1], big, PUBLISHED)
    found = matched(asked, big, PUBLISHED)
    assert all(one.match.verdict != "new" for one in found)
