"""Proposals against the events of a story."""

import datetime
from dataclasses import replace
from time import process_time
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.articles.matching import matched
from components.articles.matching.scores import type_nearness
from components.articles.matching.scores import when as when_score
from components.articles.model import NEW, ClaimFound, Match, Participant, Proposal
from components.articles.reasons import sentences_of
from components.events.derive import build
from components.events.errors import DateError
from components.events.participants import explode
from components.events.story import Story
from components.events.vocabulary import FAMILY_OF_TYPE

ACTORS = [
    {"actor_id": "norland", "name_en": "Norland", "name_fr": "Norlande", "kind": "state", "country": "NO"},
    {"actor_id": "palace", "name_en": "Palace", "kind": "government", "affiliation": "norland", "country": "NO"},
    {"actor_id": "berg", "name_en": "Ada Berg", "kind": "person", "affiliation": "norland", "country": "NO"},
    {"actor_id": "lind", "name_en": "Per Lind", "kind": "person", "affiliation": "palace", "country": "NO"},
    {"actor_id": "sudia", "name_en": "Sudia", "kind": "state", "country": "ES"},
    {"actor_id": "vega", "name_en": "Luz Vega", "kind": "person", "affiliation": "sudia", "country": "ES"},
    {"actor_id": "courier", "name_en": "The Courier", "kind": "media"},
    {"actor_id": "cabinet", "name_en": "Cabinet of Sudia", "kind": "government", "country": "ES"},
]
EVENTS = [
    {
        "event_id": "call",
        "when": "2031-03-06",
        "type": "call",
        "title_en": "Berg phones Vega",
        "title_fr": "Berg appelle Vega",
        "participants": "berg:initiator; vega:target",
    },
    {
        "event_id": "other-call",
        "when": "2031-03-07",
        "type": "call",
        "title_en": "Berg phones Lind",
        "participants": "berg:initiator; lind:target",
    },
    {
        "event_id": "grant",
        "when": "2031-03-20",
        "type": "aid",
        "title_en": "Norland grants Sudia 40 million for its harbour",
        "participants": "norland:initiator; sudia:target",
        "amount": "40000000",
        "currency": "EUR",
        "place_en": "Bilbao, Sudia",
        "country": "ES",
    },
    {
        "event_id": "speech",
        "when": "2031-03-09",
        "type": "statement",
        "title_en": "The palace calls the fishing treaty outdated",
        "participants": "palace:source",
    },
    {
        "event_id": "vote-won",
        "when": "2031-01-15",
        "type": "election",
        "title_en": "Ada Berg wins the election",
        "participants": "berg:participant; vega:participant",
    },
    {
        "event_id": "rumour",
        "when": "",
        "type": "meeting",
        "title_en": "Berg is said to have met Vega in secret",
        "participants": "berg:participant; vega:participant",
    },
]
CLAIMS = [
    {"event_id": "call", "stance": "asserts", "speaker": "courier", "asserted_on": "2031-03-10"},
    *(
        {"event_id": one["event_id"], "stance": "asserts", "speaker": "courier", "asserted_on": "2031-04-01"}
        for one in EVENTS[1:]
    ),
]
PUBLISHED = datetime.date(2031, 3, 10)


def frame(rows: list[dict[str, str]]) -> pd.DataFrame:
    found = pd.DataFrame(rows).fillna("").astype("str")
    return found.set_axis(range(2, len(found) + 2))


def story(events: list[dict[str, str]] = EVENTS, **meta: Any) -> Story:
    claims = [{"claim_id": f"c{at}", "source_id": "s", **one} for at, one in enumerate(CLAIMS)]
    tables = {
        "events": frame(events),
        "claims": frame([one for one in claims if one["event_id"] in {event["event_id"] for event in events}]),
        "actors": frame(ACTORS),
        "sources": frame([{"source_id": "s", "title": "A source", "published": ""}]),
    }
    tables["participants"] = explode(tables["events"])
    return build("test", tables, {"title": {"en": "Test"}, "languages": ["en", "fr"], **meta}, "r")


STORY = story()


def proposal(kind: str, when: str, *actors: str, quote: str = "", **more: Any) -> Proposal:
    claim = ClaimFound("", "asserts", quote, 0, len(quote))
    return Proposal(
        more.pop("title", ""),
        when,
        kind,
        tuple(Participant(one if any(one == known["actor_id"] for known in ACTORS) else "", one) for one in actors),
        more.pop("claims", (claim,)),
        **more,
    )


def match(one: Proposal, whole: Story = STORY, published: datetime.date | None = PUBLISHED) -> Match:
    (found,) = matched([one], whole, published, "en")
    assert replace(found, match=NEW) == one
    return found.match


def keys(found: Match) -> list[str]:
    return [one.key for one in found.reasons]


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


@pytest.mark.parametrize("kind", sorted(FAMILY_OF_TYPE))
def test_no_proposal_is_the_same_by_its_type_alone(kind: str) -> None:
    whole = story([{**EVENTS[0], "type": kind}])
    assert match(proposal(kind, ""), whole).verdict == "new"
    assert match(proposal(kind, "2031-03-06"), whole).verdict == "new"
    assert match(proposal(kind, "2031-03-06", "Somebody Else"), whole).verdict == "new"


def test_without_participants_money_can_make_it_perhaps_the_same_but_no_more() -> None:
    found = match(proposal("aid", "2031-03-20", amount=40e6, currency="EUR", place="Bilbao", country="ES"))
    assert (found.verdict, found.event_id) == ("maybe", "grant")


def test_an_election_without_a_date_is_the_only_one_of_these_people_within_a_year() -> None:
    found = match(proposal("election", "", "berg"))
    assert (found.verdict, found.event_id) == ("same", "vote-won")
    assert "only_one" in keys(found)
    assert match(proposal("election", "", "berg"), published=datetime.date(2033, 1, 1)).verdict == "new"
    two = [*EVENTS, {**EVENTS[4], "event_id": "second-round", "when": "2031-02-15"}]
    assert match(proposal("election", "", "berg"), story(two)).verdict != "same"


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


STRIKE = {
    "event_id": "strike",
    "when": "2031-03-20",
    "type": "strike",
    "title_en": "A strike",
    "participants": "norland:initiator",
}


def test_the_nearer_the_affiliation_the_higher_the_score() -> None:
    whole = story([STRIKE])
    found = [match(proposal("strike", "2031-03-20", one), whole).score for one in ("norland", "palace", "lind", "vega")]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == 4


def test_a_government_without_affiliation_is_near_its_state() -> None:
    whole = story([{**STRIKE, "participants": "sudia:initiator"}])
    found = match(proposal("strike", "2031-03-20", "cabinet"), whole)
    assert found.verdict == "maybe"


def test_two_statements_of_one_day_are_the_same_only_if_their_words_agree() -> None:
    said = proposal("statement", "2031-03-09", "palace", quote="The palace said that the fishing treaty was outdated.")
    other = proposal("statement", "2031-03-09", "palace", quote="The palace welcomed the new bridge over the sound.")
    assert (match(said).verdict, match(said).event_id) == ("same", "speech")
    assert (match(other).verdict, "other_words" in keys(match(other))) == ("maybe", True)


def test_a_claim_that_the_story_has_is_told_as_one() -> None:
    claim = ClaimFound("The Courier", "asserts", "x", 0, 1, "2031-03-10", speaker_id="courier")
    for made, key in (
        (claim, "known_claim"),
        (replace(claim, stance="denies"), "new_claim"),
        (replace(claim, asserted_on="2031-03-11"), "new_claim"),
        (replace(claim, speaker_id="vega"), "new_claim"),
        (replace(claim, asserted_on=""), "new_claim"),
    ):
        assert keys(match(proposal("call", "2031-03-06", "berg", "vega", claims=(made,))))[-1] == key


def test_what_is_told_without_a_date_cannot_lie_after_the_publication_unless_it_is_planned() -> None:
    told = proposal("call", "", "berg", "vega")
    planned = replace(told, claims=(replace(told.claims[0], stance="plans"),))
    before, after = datetime.date(2031, 2, 10), datetime.date(2031, 4, 10)
    whole = story(EVENTS[:1])
    assert [match(one, whole, before).event_id for one in (told, planned)] == ["", "call"]
    assert [match(one, whole, after).event_id for one in (told, planned)] == ["call", ""]


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


def test_an_undated_statement_needs_words_in_common() -> None:
    said = proposal("statement", "", "palace", quote="The palace repeated that the fishing treaty was outdated.")
    other = proposal("statement", "", "palace", quote="The palace welcomed the new bridge over the sound.")
    assert [match(one).verdict for one in (said, other)] == ["maybe", "new"]
    (reason,) = match(other).reasons
    assert (reason.key, reason.values) == ("too_far", {"title": "The palace calls the fishing treaty outdated"})


def test_an_event_without_a_date_is_perhaps_meant() -> None:
    found = match(proposal("meeting", "2031-02-11", "berg", "vega"), story(EVENTS[5:]))
    assert (found.verdict, found.event_id) == ("maybe", "rumour")
    assert "event_undated" in keys(found)


def test_a_storys_own_type_counts_by_its_family() -> None:
    whole = story([{**EVENTS[2], "type": "treaty"}], families={"treaty": "support"})
    assert match(proposal("aid", "2031-03-20", "norland", "sudia"), whole).event_id == "grant"
    assert match(proposal("strike", "2031-03-20", "norland", "sudia"), whole).verdict == "new"


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


def test_a_date_that_is_none_is_an_error_of_ours() -> None:
    with pytest.raises(DateError):
        match(proposal("call", "last week", "berg"))


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
    assert found.verdict != "same" or (actors and (when or kind in ("election", "inauguration")))
    for language in ("en", "fr"):
        assert all(sentences_of(found.reasons, language, "match"))


def test_overlap_is_worth_more_the_nearer_the_spans_are_in_length() -> None:
    days, infinite = np.array([5.0]), np.array([np.inf])
    worth = [when_score(0, length, days, days)[0] for length in (6, 30, 365)]
    assert worth == sorted(worth, reverse=True)
    assert when_score(5, 5, days, days)[0] == 1
    assert when_score(5, 5, days, infinite)[0] == 0.3
    assert when_score(-np.inf, np.inf, -infinite, infinite)[0] == 1


def test_nearness_of_types_does_not_depend_on_the_order() -> None:
    for one in FAMILY_OF_TYPE:
        assert type_nearness(one, one, {}) == 1
        for other in FAMILY_OF_TYPE:
            assert type_nearness(one, other, {}) == type_nearness(other, one, {})


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
    start = process_time()
    found = matched(asked, big, PUBLISHED)
    assert process_time() - start < 4  # about 0.5 s; a loop over the events would take 20 times as long
    assert all(one.match.verdict != "new" for one in found)
