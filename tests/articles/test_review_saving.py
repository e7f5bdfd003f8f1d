"""What a story is after a review: sound, with one event for two articles, and no article twice."""

from dataclasses import replace

import pytest

from components.articles.review import Decision, accepted, begun, given, known_before, plan, problems
from components.articles.review.problems import Problem
from components.events.participants import explode
from components.events.story import Story
from components.events.validation import check
from tests.articles.matching_stories import frame
from tests.articles.review_drafts import (
    ACCEPTED,
    ANN,
    ARTICLE,
    BOB,
    DISMISSED,
    ELECTED,
    MEETING,
    PHONE,
    SPOKESMAN,
    TABLES,
    again,
    draft,
    made,
    only,
    rows_of,
    saved,
    story,
)


@pytest.mark.parametrize("bob", ["confirmed", "joined", "left_out"])
def test_what_a_review_saves_passes_the_check_of_the_story(bob: str) -> None:
    done = made((PHONE, ACCEPTED), (ELECTED, ACCEPTED), (MEETING, ACCEPTED), (SPOKESMAN, ACCEPTED), bob=bob)
    frames = {table: frame(rows) for table, rows in saved(done.change).items()}
    frames["participants"] = explode(frames["events"])
    assert check(frames, {"title": {"en": "T"}, "languages": ["en", "fr"]}) == []


def test_two_articles_on_one_event_end_as_one_event_with_two_claims_and_a_status_that_follows() -> None:
    first = draft((PHONE, ACCEPTED), bob="joined")
    tables = saved(plan(first, story(), rows_of(), "Ada", "").change)
    now = story(tables)
    event = "berg-lind-call-2024-11-07"
    assert statuses(now)[event] == "disputed"  # two report it, Kern's office denies it
    second = replace(
        ARTICLE,
        text="Ada Berg and Per Lind spoke by phone on 7 November 2024. Berg confirmed it.",
        publisher="Evening Star",
    )
    told = replace(
        PHONE,
        participants=(ANN, replace(BOB, actor_id="lind", name="Per Lind", key="lind")),
        claims=(
            replace(
                PHONE.claims[0],
                speaker="Ada Berg",
                speaker_id="berg",
                stance="confirms",
                quote=second.text[:56],
                start_char=0,
                end_char=56,
                asserted_on="",
            ),
        ),
    )
    proposals = again((told,), now)
    assert (proposals[0].match.verdict, proposals[0].match.event_id) == ("same", event)
    read = accepted(begun(second, proposals, now), 0)
    assert read.decisions[0] == Decision("joined", event_id=event)
    tables = saved(plan(read, now, rows_of(tables), "Ada", "").change, tables)
    after = story(tables)
    assert len(after.events) == len(now.events)
    mine = after.claims[after.claims["event_id"] == event]
    assert sorted(set(mine["source_id"])) == ["evening-star-2024-11-10", "harbour-post-2024-11-10"]
    assert len(mine) == 4
    denial_gone = [row for row in tables["claims"] if row.get("stance") != "denies"]
    assert statuses(story({**tables, "claims": denial_gone}))[event] == "confirmed"


def statuses(whole: Story) -> dict[str, str]:
    return dict(zip(whole.events["event_id"], whole.events["status"].astype("str"), strict=True))


def test_an_article_that_was_saved_is_recognised_and_saves_nothing_double() -> None:
    review = draft((PHONE, ACCEPTED), (ELECTED, DISMISSED), bob="joined")
    tables = saved(plan(review, story(), rows_of(), "Ada", "").change)
    now = story(tables)
    known = known_before(ARTICLE, now)
    assert known is not None
    assert (known.source_id, known.same_text) == ("harbour-post-2024-11-10", True)
    assert given(review.proposals, known, now) == {0: "berg-lind-call-2024-11-07"}
    change = plan(draft((PHONE, ACCEPTED), (ELECTED, ACCEPTED), bob="joined"), now, rows_of(tables), "Ada", "").change
    assert "sources" not in change.rows
    assert not change.texts
    assert [one["title_en"] for one in change.rows["events"]] == ["Ann Berg wins the vote"]
    assert {one["source_id"] for one in change.rows["claims"]} == {"harbour-post-2024-11-10"}


def test_a_source_known_by_its_address_gets_the_text_if_it_has_none_else_quotes_have_no_place() -> None:
    article = replace(ARTICLE, url="http://www.courier.example/a?id=7&utm_source=x#top")
    change = plan(draft((ELECTED, ACCEPTED), article=article), story(), rows_of(), "Ada", "").change
    assert only(change.rows["sources"]).keys() == {"source_id", "text", "sha256"}
    assert only(change.rows["claims"])["start_char"]
    sources = [{**TABLES["sources"][0], "text": "a.txt", "sha256": "0" * 64}]
    tables = {**TABLES, "sources": sources}
    change = plan(draft((ELECTED, ACCEPTED), article=article), story(tables), rows_of(tables), "Ada", "").change
    assert "sources" not in change.rows
    assert "start_char" not in only(change.rows["claims"])


def test_what_has_to_be_settled_before_a_save_is_named() -> None:
    whole = story()
    undated = replace(ARTICLE, published=None)
    assert problems(draft((ELECTED, ACCEPTED), article=undated), whole, None) == (Problem("no_day"),)
    given_day = draft((ELECTED, ACCEPTED), article=undated, source={"published": "2024-11-10"})
    assert problems(given_day, whole, None) == ()
    assert problems(draft((PHONE, ACCEPTED), bob="open"), whole, None) == (Problem("actor_open", 0),)
    assert problems(draft((PHONE, Decision("joined", event_id="call")), bob="open"), whole, None) == ()
    gone = Decision("joined", event_id="gone")
    assert problems(draft((PHONE, gone)), whole, None) == (Problem("event_gone", 0),)
    assert problems(draft((PHONE, Decision("edited", {"title_en": " "}))), whole, None) == (Problem("no_title", 0),)
    back = replace(ELECTED, claims=(replace(ELECTED.claims[0], stance="retracts"),))
    assert problems(draft((back, ACCEPTED)), whole, None) == (Problem("taken_back", 0),)
    assert problems(draft((PHONE, ACCEPTED), (ELECTED, ACCEPTED)), whole, None) == ()


HOSTILE = "<b>x</b> [a](javascript:alert) =HYPERLINK(1) \u202ereversed\u202c ../../etc 'or 1=1--"


def test_hostile_text_makes_harmless_ids_and_stays_as_it_is_in_the_cells() -> None:
    evil = replace(ELECTED, title=HOSTILE, participants=(), place=HOSTILE, type="other")
    change = made((evil, ACCEPTED), article=replace(ARTICLE, publisher=HOSTILE)).change
    event, source = only(change.rows["events"]), only(change.rows["sources"])
    assert event["title_en"] == event["place_en"] == source["publisher"] == HOSTILE
    for id in (event["event_id"], source["source_id"], source["text"].removesuffix(".txt")):
        assert id.replace("-", "").isalnum()
        assert id == id.lower()
