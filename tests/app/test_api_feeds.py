"""Calendar and feed of changes by the API: what they take out of the history, and that they follow it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from lxml import etree

from components.app.api.feeds import author
from components.stores.folder_store import HAND, FolderStore
from tests.app.api_asking import CALL, MINE, add, ask, event, library, save, story

NS = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("WHOWHEN_STORIES", str(library(tmp_path)))
    return tmp_path


def entries(query: str = "") -> dict[str, Any]:
    found = ask(story(f"/events.ics{query}"))
    assert (found.status, found.headers["content-type"]) == (200, "text/calendar; charset=utf-8"), found.text
    return {str(one["uid"]).partition("@")[0]: one for one in Calendar.from_ical(found.body).walk("VEVENT")}


def feed(query: str = "") -> Any:
    found = ask(story(f"/changes.atom{query}"))
    assert (found.status, found.headers["content-type"]) == (200, "application/atom+xml"), found.text
    return etree.fromstring(found.body)


def titles(query: str = "") -> list[str]:
    return [str(one) for one in feed(query).xpath("a:entry/a:title/text()", namespaces=NS)]


def test_a_calendar_counts_the_changes_of_an_event_and_of_its_claims(mine: Path) -> None:
    assert (entries()[CALL]["sequence"], "last-modified" in entries()[CALL]) == (0, False)
    add(mine, event("other", when="2024-06"))
    save(mine, events=[{"event_id": CALL, "note_en": "Seen."}])
    save(mine, claims=[{"claim_id": "other-1", "summary_en": "They met."}])
    found = entries()
    assert {id: one["sequence"] for id, one in found.items()} == {CALL: 1, "other": 2}
    last = FolderStore(mine / MINE).history()[-1].at
    assert found["other"]["last-modified"].dt == last.replace(microsecond=0)


def test_a_calendar_takes_the_parameters_of_the_page(mine: Path) -> None:
    add(mine, event("other", when="2024-06", country="FR"), event("vague"))
    assert set(entries("?place=FR&lanes=actor")) == {"other"}
    assert entries("?q=nothing+of+that") == {}
    (found,) = entries("?type=call&known_on=2024-05-15&lang=fr").values()
    address = "https://example.org/?story=mine&lang=fr&type=call&known_on=2024-05-15&event=" + CALL
    assert str(found["url"]) == address
    assert "Statut : " in str(found["description"])
    assert ask(story("/events.ics?types=call")).status == 400


def test_an_event_that_is_taken_off_leaves_the_calendar(mine: Path) -> None:
    add(mine, event("other", when="2024-06"))
    save(mine, events=[{"event_id": "other", "removed": "an error"}])
    assert set(entries()) == {CALL}


def test_the_feed_tells_the_last_changes_without_anybody_s_address(mine: Path) -> None:
    add(mine, event("other", when="2024-06", title_en="<b>They</b> meet"), why="news")
    save(mine, "bob@example.org", events=[{"event_id": CALL, "note_en": "Seen."}])
    found = feed()
    assert titles()[0].startswith("event “The mayor")
    assert "“<b>They</b> meet” (other): added" in titles()[1]
    names = found.xpath("a:entry/a:author/a:name/text()", namespaces=NS)
    assert names == ["bob", "Ada Lee"]
    text = ask(story("/changes.atom")).text
    assert "ada@" not in text
    assert "bob@" not in text
    assert found.xpath("a:link[@rel='self']/@href", namespaces=NS) == [
        "https://example.org/api/stories/mine/changes.atom"
    ]


def test_the_feed_of_one_event_tells_its_changes_alone(mine: Path) -> None:
    add(mine, event("other", when="2024-06"))
    save(mine, events=[{"event_id": CALL, "note_en": "Seen."}])
    assert [len(titles(query)) for query in ("", "?of=other", f"?of={CALL}")] == [2, 1, 1]
    found = ask(story("/changes.atom?of=nobody"))
    assert (found.status, found.json()["errors"][0]["parameter"]) == (400, "of")
    save(mine, events=[{"event_id": "other", "removed": "an error"}])
    assert len(titles("?of=other")) == 2


def test_a_story_without_history_tells_what_became_known(mine: Path) -> None:
    assert len(titles()) == 1
    assert "phone" in titles()[0]
    assert titles("?lang=fr") != titles()
    before = ask(story("/changes.atom")).headers["etag"]
    add(mine, event("other"))
    assert ask(story("/changes.atom")).headers["etag"] != before


@pytest.mark.parametrize("accept", ["application/xml", "text/xml", "application/atom+xml", "application/*", "*/*"])
def test_programs_that_ask_for_xml_get_the_feed(mine: Path, accept: str) -> None:
    assert ask(story("/changes.atom"), accept=accept).status == 200
    assert ask(story("/changes.atom"), accept="application/rss+xml").status == 406


@pytest.mark.parametrize(
    ("by", "named"),
    [
        ("Ann Lee <ann@example.org>", "Ann Lee"),
        ("ann@example.org", "ann"),
        ("<ann@example.org>", "ann"),
        ("Ann", "Ann"),
        ("", ""),
        (HAND, "edits by hand"),
    ],
)
def test_a_feed_names_people_without_their_addresses(by: str, named: str) -> None:
    assert author(by, "en") == named
