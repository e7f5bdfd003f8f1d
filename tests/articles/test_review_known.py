"""Whether a story has an article already."""

from dataclasses import replace

import pytest

from components.articles.model import Match
from components.articles.review import given, known_before
from components.articles.review.known_before import canonical
from tests.articles.review_drafts import ELECTED, KNOWN, MEETING, PHONE, TABLES, story
from tests.charts.proposals_made import ARTICLE

PAGE = "https://news.example/2024/call"


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/2024/call",
        "HTTPS://WWW.News.Example:443/2024/call/",
        "http://news.example:80/2024/call",
        "https://news.example/2024/call?utm_source=a&utm_medium=b&fbclid=c&gclid=d#part",
        "https://amp.news.example/2024/call",
        "https://news.example/2024/call/amp",
        "https://news.example/2024/call/amp/",
        "https://news.example/amp/2024/call",
        "https://news.example/2024/call?amp=1",
        "https://news.example/2024/call?outputType=amp",
        "https://news-example.cdn.ampproject.org/c/s/news.example/2024/call",
        " https://news.example./2024/call ",
    ],
)
def test_addresses_of_one_page_have_one_form(url: str) -> None:
    assert canonical(url) == canonical(PAGE) == PAGE


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/2024/Call",
        "https://news.example/2024/call?id=1",
        "https://news.example:8080/2024/call",
        "https://other.example/2024/call",
        "https://news.example/2024/campus",
        "https://news.example/ampere/2024/call",
        "https://sub.news.example/2024/call",
    ],
)
def test_addresses_of_other_pages_stay_apart(url: str) -> None:
    assert canonical(url) != PAGE


def test_the_order_of_parameters_does_not_count_and_their_values_do() -> None:
    assert canonical("https://a.example/?b=2&a=1") == canonical("https://a.example/?a=1&b=2&utm_x=3")
    assert canonical("https://a.example/?a=1") != canonical("https://a.example/?a=2")


@pytest.mark.parametrize(
    "url", ["", "a", "ftp://a.example/x", "javascript:alert(1)", "http://[::1/x", "https://a:99999/"]
)
def test_what_is_no_address_of_the_web_has_no_form(url: str) -> None:
    assert canonical(url) == ""


def with_source(**cells: str):  # type: ignore[no-untyped-def]
    return story({**TABLES, "sources": [{**TABLES["sources"][0], **cells}]})


def test_an_article_is_known_by_its_text_wherever_it_comes_from() -> None:
    import hashlib

    same = hashlib.sha256((ARTICLE.text + "\n").encode()).hexdigest()
    known = known_before(replace(ARTICLE, url="https://other.example/"), with_source(text="a.txt", sha256=same))
    assert known is not None
    assert (known.source_id, known.same_text, known.has_text, known.events, known.claims) == (
        "s",
        True,
        True,
        ("call",),
        ("call-c01",),
    )
    assert known_before(replace(ARTICLE, text=ARTICLE.text + " More."), with_source(text="a.txt", sha256=same)) is None


def test_an_article_is_known_by_its_address_or_by_one_that_a_person_gives() -> None:
    whole = story()
    assert known_before(ARTICLE, whole) is None
    known = known_before(replace(ARTICLE, url="http://courier.example/a/?id=7&fbclid=x"), whole)
    assert known is not None
    assert (known.source_id, known.same_text, known.has_text) == ("s", False, False)
    assert known_before(ARTICLE, whole, "https://www.courier.example/a?id=7") == known
    assert known_before(replace(ARTICLE, url="https://courier.example/a?id=8"), whole) is None


def test_a_proposal_was_given_before_when_the_same_event_or_the_same_words_came_from_the_source() -> None:
    claims = [{**TABLES["claims"][0], "quote": "The two  last met in 2019, in Geneva."}]
    events = [*TABLES["events"], {"event_id": "geneva", "when": "2019", "type": "meeting", "title_en": "They meet"}]
    claims.append({**TABLES["claims"][0], "claim_id": "g1", "event_id": "geneva", "quote": claims[0]["quote"]})
    claims[0] = {**claims[0], "quote": ""}
    whole = story({**TABLES, "events": events, "claims": claims})
    known = known_before(replace(ARTICLE, url=TABLES["sources"][0]["url"]), whole)
    assert given((PHONE, KNOWN, ELECTED, MEETING), known, whole) == {1: "call", 3: "geneva"}
    assert given((PHONE, KNOWN), None, whole) == {}


def test_of_two_events_in_one_sentence_the_one_that_was_saved_is_given() -> None:
    quote = MEETING.claims[0].quote
    events = [{"event_id": "geneva", "when": "2019", "type": "meeting", "title_en": "They meet"}]
    claims = [{**TABLES["claims"][0], "claim_id": "g1", "event_id": "geneva", "quote": quote}]
    whole = story({**TABLES, "events": events, "claims": claims})
    known = known_before(replace(ARTICLE, url=TABLES["sources"][0]["url"]), whole)
    call = replace(MEETING, type="call")
    assert given((call, MEETING), known, whole) == {1: "geneva"}
    assert given((call, MEETING, replace(MEETING, match=Match("same", "elsewhere", "", 0.9))), known, whole) == {
        1: "geneva"
    }
    assert given((call,), known, whole) == {0: "geneva"}, "the person may have changed the type"
