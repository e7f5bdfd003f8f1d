"""The last changes as an Atom feed, read back as XML."""

import datetime
from datetime import UTC
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from components.events.changes import ChangeSet, RowChange
from components.exchange.changes_feed import MOST, ROWS, Source, changes_feed, known_feed
from tests.events.event_stories import CALL, claim, story
from tests.events.selection_values import STORY
from tests.thorough import examples

SOURCE = Source(
    "mine", "My <story>", "https://e.org/api/stories/mine/changes.atom?a=1&b=2", "https://e.org/?story=mine"
)
NS = {"a": "http://www.w3.org/2005/Atom"}
AT = datetime.datetime(2026, 11, 25, 17, 5, 9, 123456, UTC)


def change_set(number: int = 1, *rows: RowChange, by: str = "Ada", why: str = "", undoes: int = 0) -> ChangeSet:
    """A save."""
    made = rows or (row(),)
    return ChangeSet(number, AT + datetime.timedelta(minutes=number), by, why, made, undoes)


def row(id: str = "call", before: str = "A call", after: str = "The call") -> RowChange:
    """Another title of an event."""
    return RowChange("events", id, {"event_id": id, "title_en": before}, {"event_id": id, "title_en": after})


def tree(content: bytes) -> Any:
    """The feed, read by a parser that lets nothing pass."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, recover=False))


def texts(node: Any, path: str) -> list[str]:
    return [each if isinstance(each, str) else each.text or "" for each in node.xpath(path, namespaces=NS)]


def is_valid(feed: Any) -> bool:
    """What RFC 4287 asks of a feed and its entries."""
    for node in (feed, *feed.findall("a:entry", NS)):
        for name in ("id", "title", "updated"):
            (text,) = texts(node, f"a:{name}")
            assert text
        assert datetime.datetime.fromisoformat(texts(node, "a:updated")[0])
        assert texts(node, "a:updated")[0].endswith("Z")
        assert all(texts(node, "a:author/a:name"))
        assert len(texts(node, "a:author")) == 1
        assert len(texts(node, "a:link[@rel='alternate']/@href")) == 1
    ids = texts(feed, "//a:id")
    assert len({*ids}) == len(ids)
    assert all(each == "text" for each in texts(feed, "//a:title/@type | //a:content/@type"))
    return bool(len(texts(feed, "a:link[@rel='self']")) == 1)


def test_a_change_is_told_in_words_with_person_time_and_ways_to_the_page() -> None:
    feed = tree(changes_feed(SOURCE, [change_set(7, why="better", undoes=3)], "en"))
    assert is_valid(feed)
    (entry,) = feed.findall("a:entry", NS)
    assert texts(entry, "a:title") == ["event “The call” (call): title (en) “The call”, was “A call”"]
    assert texts(entry, "a:updated") == ["2026-11-25T17:12:09Z"] == texts(feed, "a:updated")
    assert texts(entry, "a:author/a:name") == ["Ada"]
    (content,) = texts(entry, "a:content")
    assert content.endswith("Takes back change 3\nWhy: better")
    assert texts(entry, "a:link[@rel='alternate']/@href") == ["https://e.org/?story=mine&page=history"]
    assert texts(entry, "a:link[@rel='related']/@href") == ["https://e.org/?story=mine&event=call"]
    assert texts(feed, "a:title") == ["My <story>: changes"]


def test_the_feed_speaks_the_language_asked_for() -> None:
    feed = tree(changes_feed(SOURCE, [change_set(7, row(), row("b"), why="mieux")], "fr"))
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert texts(feed, "a:entry/a:title")[0].endswith("(et 1 autre)")
    assert texts(feed, "a:entry/a:content")[0].endswith("Motif : mieux")
    assert "modifications" in texts(feed, "a:title")[0]


def test_the_newest_stand_first_and_only_so_many() -> None:
    made = [change_set(number) for number in range(MOST + 10, 0, -1)]
    feed = tree(changes_feed(SOURCE, made, "en"))
    times = texts(feed, "a:entry/a:updated")
    assert len(times) == MOST
    assert times == sorted(times, reverse=True)
    assert is_valid(feed)


def test_a_change_of_many_rows_is_counted_not_told_whole() -> None:
    (entry,) = tree(changes_feed(SOURCE, [change_set(1, *map(row, map(str, range(ROWS + 5))))], "en")).findall(
        "a:entry", NS
    )
    assert texts(entry, "a:title")[0].endswith(f"(and {ROWS + 4} more)")
    (content,) = texts(entry, "a:content")
    assert content.splitlines()[-1] == "5 more rows"
    assert len(content.splitlines()) == ROWS + 1
    assert len(texts(entry, "a:link[@rel='related']/@href")) == 10


def test_an_entry_keeps_its_id_also_on_another_server() -> None:
    moved = Source(SOURCE.story, "Other title", "http://else/feed", "http://else/?")
    ids = [texts(tree(changes_feed(one, [change_set(3)], "en")), "//a:id") for one in (SOURCE, moved)]
    assert ids[0] == ids[1]
    assert all(id.startswith("urn:uuid:") for id in ids[0])
    other = Source("other", "", "http://else/feed", "http://else/?")
    assert not {*ids[0]} & {*texts(tree(changes_feed(other, [change_set(3)], "en")), "//a:id")}


def test_a_claim_leads_to_its_event_and_a_nameless_person_is_unknown() -> None:
    made = change_set(2, RowChange("claims", "c1", None, {"claim_id": "c1", "event_id": "talks"}), by="")
    (entry,) = tree(changes_feed(SOURCE, [made], "en")).findall("a:entry", NS)
    assert texts(entry, "a:link[@rel='related']/@href") == ["https://e.org/?story=mine&event=talks"]
    assert texts(entry, "a:author/a:name") == ["unknown"]


def test_without_a_history_the_events_stand_as_they_became_known() -> None:
    feed = tree(known_feed(SOURCE, STORY, "en"))
    assert is_valid(feed)
    assert texts(feed, "a:entry/a:updated") == [
        "2025-12-01T00:00:00Z", "2025-02-01T00:00:00Z", "2024-12-24T00:00:00Z", "2024-11-20T00:00:00Z",
        "2024-11-10T00:00:00Z",
    ]  # fmt: skip
    assert texts(feed, "a:entry/a:link/@href")[-1] == "https://e.org/?story=mine&event=call"
    assert texts(feed, "a:entry/a:content")[-1] == "Status: disputed\nDate: 7 November 2024?"
    only = tree(known_feed(Source("mine", "", "x", "y", of="call"), STORY, "en"))
    assert len(only.findall("a:entry", NS)) == 1


@pytest.mark.parametrize("feed", [changes_feed(SOURCE, [], "en"), known_feed(SOURCE, story(()), "fr")])
def test_nothing_at_all_is_a_feed_too(feed: bytes) -> None:
    assert is_valid(tree(feed))
    assert texts(tree(feed), "a:updated") == ["1970-01-01T00:00:00Z"]


PLAIN = story([CALL], [claim("2024-11-10", "asserts", "Axios")])


@settings(max_examples=examples(25), derandomize=True)
@given(st.text(st.characters(), max_size=40))
def test_no_text_is_markup_or_breaks_the_document(text: str) -> None:
    for hostile in (text, f"<script>&amp;]]>{text}\x00\x0b\ud800\ufffe"):
        made = change_set(1, row(after=hostile or "x"), by=hostile, why=hostile)
        source = Source(hostile, hostile, "https://e.org/?q=%3C", "https://e.org/?")
        feed = tree(changes_feed(source, [made], "en"))
        assert {each.tag for each in feed.iter()} <= {f"{{{NS['a']}}}{name}" for name in NAMES}
        cell = hostile.encode("utf-8", "ignore").decode()  # no table holds half of a surrogate pair
        found = PLAIN.with_tables(events=PLAIN.events.assign(title_en=cell, note_en=cell))
        assert len(tree(known_feed(source, found, "en")).findall("a:entry", NS)) == 1


NAMES = ("feed", "id", "title", "updated", "author", "name", "generator", "link", "entry", "content")
