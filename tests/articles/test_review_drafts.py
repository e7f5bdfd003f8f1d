"""Drafts of a review: their steps, and what is kept of them."""

import json
from dataclasses import replace

import pytest
from hypothesis import given as sampled
from hypothesis import settings
from hypothesis import strategies as some

from components.articles.model import Match
from components.articles.review import (
    ActorDecision,
    Decision,
    DraftError,
    accepted,
    accepted_above,
    begun,
    confidence,
    decided,
    decided_actor,
    from_json,
    progress,
    to_json,
)
from components.articles.review.deciding import carried
from components.articles.review.ids import free, slug
from components.articles.review.new_actors import suggestions
from components.articles.review.saved import in_events
from tests.articles.review_drafts import (
    ACCEPTED,
    DISMISSED,
    ELECTED,
    KNOWN,
    MEETING,
    NEW_BOB,
    OPEN,
    PHONE,
    SPOKESMAN,
    draft,
    story,
)
from tests.charts.proposals_made import AID, ARTICLE, PROPOSALS, SWORN
from tests.thorough import examples

EDITED = Decision("edited", {"when": "2024-11~", "title_en": "\u202e<b>"}, ({"quote": "=1"}, {}))
FULL = draft(
    (PHONE, EDITED),
    (KNOWN, Decision("joined", event_id="call")),
    (AID, DISMISSED),
    (ELECTED, OPEN),
    source={"url": "https://a.example"},
)


def test_a_draft_comes_back_from_json_as_it_was() -> None:
    assert from_json(to_json(FULL)) == FULL
    begun_draft = begun(ARTICLE, PROPOSALS, story())
    assert from_json(to_json(begun_draft)) == begun_draft


@sampled(some.text(), some.text(), some.dictionaries(some.text(), some.text(), max_size=3))
@settings(max_examples=examples(40), deadline=None)
def test_any_text_in_a_draft_comes_back(title: str, reason: str, cells: dict[str, str]) -> None:
    one = draft((replace(PHONE, title=title), Decision("dismissed", cells, reason=reason)))
    assert from_json(to_json(one)) == one


def spoilt(**changes: object) -> str:
    return json.dumps({**json.loads(to_json(FULL)), **changes})


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("", "damaged"),
        ("[]", "damaged"),
        ("{}", "damaged"),
        ('{"whowhen_draft": "1"}', "damaged"),
        (to_json(FULL)[:-40], "damaged"),
        (spoilt(whowhen_draft=0), "older"),
        (spoilt(whowhen_draft=2), "newer"),
        (spoilt(decisions=[]), "damaged"),
        (spoilt(actor_decisions=[{"what": "eaten", "cells": {}, "actor_id": ""}]), "damaged"),
        (spoilt(article={}), "damaged"),
        (spoilt(more=1), "damaged"),
        (spoilt(source={"url": 1}), "damaged"),
        (spoilt(proposals="x"), "damaged"),
        (to_json(FULL).replace('"start_char": ', '"start_char": 9999', 1), "damaged"),
        (to_json(FULL).replace('"published": "2024-11-10"', '"published": "someday"', 1), "damaged"),
        (to_json(FULL).replace('"what": "edited"', '"what": "eaten"', 1), "damaged"),
    ],
)
def test_a_draft_that_cannot_be_read_says_why_and_never_half_loads(text: str, cause: str) -> None:
    with pytest.raises(DraftError) as caught:
        from_json(text)
    assert caught.value.cause == cause


def test_the_progress_counts_decisions_and_leaves_out_what_the_timeline_has() -> None:
    assert progress(FULL, {}) == (3, 4)
    assert progress(FULL, {1: "call"}) == (2, 3)
    assert progress(decided(FULL, 0, OPEN), {}) == (2, 4)


def test_to_accept_what_the_timeline_has_joins_it() -> None:
    one = draft((PHONE, OPEN), (KNOWN, OPEN))
    assert accepted(one, 0).decisions[0] == ACCEPTED
    assert accepted(one, 1).decisions[1] == Decision("joined", event_id="call")


@pytest.mark.parametrize("number", [-1, 4])
def test_a_decision_on_a_proposal_that_there_is_not_is_refused(number: int) -> None:
    with pytest.raises(IndexError):
        decided(FULL, number, OPEN)
    with pytest.raises(IndexError):
        decided_actor(FULL, number, ActorDecision())


def test_accept_all_above_takes_what_is_open_sure_and_clear() -> None:
    maybe = replace(PHONE, match=Match("maybe", "call", "A call", 0.7))
    one = draft((PHONE, OPEN), (KNOWN, OPEN), (maybe, OPEN), (SPOKESMAN, OPEN), (ELECTED, DISMISSED), (SWORN, OPEN))
    done = accepted_above(one, 0.6, {5: "x"})
    assert [each.what for each in done.decisions] == ["accepted", "joined", "open", "open", "dismissed", "open"]
    assert accepted_above(one, 1.01, {}) == one


def test_a_text_that_is_read_anew_keeps_what_was_decided_about_the_same_words() -> None:
    date_kept = Decision("edited", {"when": PHONE.when, "title_en": "A call"})
    old = draft((PHONE, date_kept), (ELECTED, DISMISSED), (MEETING, ACCEPTED), source={"publisher": "P"})
    moved = replace(PHONE, when="2024-11-08")
    fresh = begun(ARTICLE, (SPOKESMAN, moved, replace(ELECTED, type="vote"), MEETING), story())
    now = carried(old, fresh)
    assert [one.what for one in now.decisions] == ["open", "edited", "open", "accepted"]
    assert now.decisions[1].cells == {"when": "2024-11-08", "title_en": "A call"}
    assert now.actor_decisions == (ActorDecision("confirmed"),)
    assert now.source == {"publisher": "P"}
    own_date = replace(date_kept, cells={"when": "2024"})
    assert carried(decided(old, 0, own_date), fresh).decisions[1] == own_date


def test_the_confidence_is_the_sum_of_what_speaks_for_a_proposal() -> None:
    sure = replace(ELECTED, claims=(replace(ELECTED.claims[0], speaker="Ada Berg"),))
    assert confidence(sure).score == 1.0
    less = {
        0.85: replace(sure, when="2024-11~"),
        0.7: replace(sure, when=""),
        0.75: replace(sure, participants=()),
        0.875: replace(sure, participants=PHONE.participants),
        0.9: replace(sure, type="other"),
    }
    for score, one in less.items():
        assert confidence(one).score == pytest.approx(score, abs=0.006)
    assert confidence(replace(sure, claims=(replace(sure.claims[0], hedged=True),))).score == 0.85
    assert confidence(replace(sure, claims=(replace(sure.claims[0], anonymous=True),))).score == 0.9
    assert confidence(replace(sure, match=Match("maybe", "call", "", 0.7))).score == 0.9


def test_the_confidence_gives_one_reason_for_each_part() -> None:
    keys = [one.key for one in confidence(PHONE).reasons]
    assert keys == ["when_day", "who_known", "how_hedged", "speaker_named", "type_told", "story_clear"]
    assert confidence(PHONE).reasons[1].values == {"n": 1, "all": 2}
    assert confidence(replace(PHONE, when="no date")).reasons[0].key == "when_none"


def test_new_actors_are_figures_of_the_article_that_the_story_lacks_each_with_an_id_of_its_own() -> None:
    people = (
        replace(PHONE.participants[1], name="Luz Vega", key="vega-two"),
        replace(PHONE.participants[1], name="Luz Vega", key="vega-three"),
        replace(PHONE.participants[1], name="Владимир", key="cyrillic"),
        replace(PHONE.participants[1], name="a spokesman", key=""),
        PHONE.participants[0],
    )
    tables_have_vega = begun(ARTICLE, (replace(PHONE, participants=people),), story())
    assert [one.id for one in tables_have_vega.actors] == ["luz-vega", "luz-vega-2", "actor"]
    assert len({one.key for one in tables_have_vega.actors}) == 3


def test_an_actor_is_listed_with_the_events_that_are_not_dismissed_or_joined() -> None:
    one = draft((PHONE, OPEN), (MEETING, ACCEPTED), (ELECTED, OPEN))
    assert in_events(one) == ((0, 1),)
    assert in_events(decided(one, 0, DISMISSED)) == ((1,),)
    assert in_events(decided(one, 1, Decision("joined", event_id="call"))) == ((0,),)


def test_suggestions_go_by_the_sound_of_a_name_and_are_none_for_a_stranger() -> None:
    def ids(name: str, kind: str = "person") -> list[str]:
        return [one.actor_id for one in suggestions(replace(NEW_BOB, name=name, kind=kind), story())]

    assert ids("Adda Berg") == ["berg"]
    assert ids("Per Linde")[0] == "lind"
    assert ids("Courier", "media") == ["courier"]
    assert ids("Gunnar Hallbeck") == []
    assert ids("") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Élysée – Œuvre nº 5", "elysee-oeuvre-no-5"),
        ("Łódź/../etc", "lodz-etc"),
        ("Кремль", ""),
        ("a" * 300, "a" * 60),
        ("word " * 40, "-".join(["word"] * 12)),
    ],
)
def test_a_slug_is_short_and_in_the_letters_of_ids(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_an_id_is_free_when_neither_the_story_nor_this_review_uses_it() -> None:
    used: set[str] = set()
    taken = {"a", *(f"a-{n}" for n in range(2, 40))}
    assert free("a", taken.intersection, used) == "a-40"
    assert free("a", taken.intersection, used) == "a-41"
    assert free("b", taken.intersection, used) == "b"
