"""Events as a calendar, read back by the icalendar library."""

import datetime
from datetime import UTC, date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from components.events.selection import Selection
from components.events.story import Story
from components.events.vocabulary import STATUSES
from components.exchange import calendar_feed
from components.exchange.calendar_feed import STATUS, Edits, Heading, calendar
from tests.events.event_stories import CALL, claim, story
from tests.events.selection_values import STORY
from tests.thorough import examples

HEADING = Heading("my story", "All events.", "https://example.org/?story=my+story&lang=en")
EDITED = datetime.datetime(2026, 11, 1, 12, 30, 15, 999, UTC)


def read(found: Story = STORY, language: str = "en", **edits: Edits) -> Any:
    """The calendar as a program reads it."""
    return Calendar.from_ical(calendar(found, HEADING, edits, language))


def events(found: Story = STORY, language: str = "en", **edits: Edits) -> dict[str, Event]:
    """Its events by id."""
    return {str(one["uid"]).partition("@")[0]: one for one in read(found, language, **edits).walk("VEVENT")}


def one(when: str, language: str = "en", **cells: str) -> Event:
    """The calendar's event of a call on ``when``."""
    (found,) = events(
        story([{**CALL, "when": when, **cells}], [claim("2024-11-10", "asserts", "Axios")]), language
    ).values()
    return found


def days(event: Event) -> tuple[date, date]:
    return event["dtstart"].dt, event["dtend"].dt


@pytest.mark.parametrize(
    ("when", "first", "end", "note"),
    [
        ("2024-11-07", date(2024, 11, 7), date(2024, 11, 8), ""),
        ("2024-12-31", date(2024, 12, 31), date(2025, 1, 1), ""),
        ("2025-02-11/2025-02-14", date(2025, 2, 11), date(2025, 2, 15), ""),
        ("2024-11-07?", date(2024, 11, 7), date(2024, 11, 8), "uncertain"),
        ("2024-11-07~", date(2024, 11, 7), date(2024, 11, 8), "approximate"),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1), "Only the month"),
        ("2024-24", date(2024, 12, 1), date(2025, 3, 1), "Only the season"),
        ("2023", date(2023, 1, 1), date(2024, 1, 1), "Only the year"),
        ("202X", date(2020, 1, 1), date(2030, 1, 1), "Only the decade"),
        ("2024-11-07/..", date(2024, 11, 7), date(2024, 11, 8), "end is not known"),
        ("../2024-11-07", date(2024, 11, 7), date(2024, 11, 8), "beginning is not known"),
        ("0001-01-01", date(1, 1, 1), date(1, 1, 2), ""),
    ],
)
def test_a_date_is_a_span_of_whole_days_and_its_doubts_are_told(when: str, first: date, end: date, note: str) -> None:
    found = one(when)
    assert days(found) == (first, end)
    assert found["dtstart"].params["VALUE"] == "DATE"
    assert str(found["x-whowhen-when"]) == when
    assert note in str(found["description"])
    assert ("known" in str(found["description"]) or "The date is" in str(found["description"])) == bool(note)


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("2024-11-07", "(reported)"),
        ("2025-02-11/2025-02-14", "(reported)"),
        ("2024-11-07?", "(reported, 7 November 2024?)"),
        ("2024-11~", "(reported, about November 2024)"),
        ("2024-11-07/..", "(reported, since 7 November 2024)"),
    ],
)
def test_the_title_tells_what_the_days_of_the_entry_do_not(when: str, told: str) -> None:
    assert str(one(when, title_en="They speak")["summary"]) == f"They speak {told}"


def test_what_has_no_place_in_a_calendar_is_left_out_and_counted() -> None:
    found = story([{"when": when} for when in ("", "", "-0430", "0000-05", "9999-12-31", "2024-11-07")])
    assert set(events(found)) == {"e5"}
    told = str(read(found)["description"])
    assert "2 events without a date are left out." in told
    assert "3 events outside of the years 1 to 9999 are left out." in told
    assert str(read(found)["x-wr-caldesc"]).replace("\\n", "\n") == told
    assert "1 événement sans date" in str(read(STORY, "fr")["description"])


def test_of_too_many_events_the_latest_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_feed, "MOST", 2)
    found = story([{"when": f"2024-11-0{n}"} for n in range(1, 6)])
    assert set(events(found)) == {"e3", "e4"}
    assert "3 earlier ones are left out" in str(read(found)["description"])


def test_every_status_of_ours_has_one_of_the_calendar() -> None:
    assert set(STATUS) == set(STATUSES)
    denied = story([CALL], [claim("2024-11-10", "denies", "peskov")])
    assert [str(each["status"]) for each in events(denied).values()] == ["CANCELLED"]
    assert "(denied, " in str(events(denied)["call"]["summary"])
    found = events()
    assert (str(found["talks"]["status"]), str(found["talks"]["summary"])) == ("CONFIRMED", "Talks on Kursk")
    assert (str(found["call"]["status"]), str(found["call"]["x-whowhen-status"])) == ("TENTATIVE", "disputed")
    (silent,) = events(story([CALL])).values()
    assert (str(silent["status"]), "x-whowhen-status" in silent) == ("TENTATIVE", False)


def test_an_event_keeps_its_uid_and_counts_its_changes() -> None:
    before, after = events()["call"], events(call=Edits(3, EDITED))["call"]
    french = events(Selection(types=("call",)).apply(STORY), "fr")["call"]
    assert {str(each["uid"]) for each in (before, after, french)} == {"call@my%20story.whowhen"}
    assert [each["sequence"] for each in (before, after)] == [0, 3]
    assert after["last-modified"].dt == after["dtstamp"].dt == EDITED.replace(microsecond=0)
    assert "last-modified" not in before
    assert before["dtstamp"].dt == datetime.datetime(2024, 11, 10, tzinfo=UTC)


def test_an_entry_has_type_place_people_and_the_way_to_the_page() -> None:
    found = events(STORY, "fr")["talks"]
    assert found.categories == ["rencontre"]
    assert str(found["location"]) == "Palais de l’Élysée"
    assert "Avec : Vladimir Poutine, Ministry" in str(found["description"])
    assert str(found["url"]) == "https://example.org/?story=my+story&lang=en&event=talks"
    assert str(found["transp"]) == "TRANSPARENT"
    placed = one("2024-11-07", lat="48.87", lon="-2.31")
    assert placed["geo"].to_ical() == "48.87;-2.31"
    assert "geo" not in found


def test_the_calendar_says_what_it_is_and_how_often_to_ask() -> None:
    raw = calendar(STORY, HEADING, {}, "en")
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in raw
    assert b"X-PUBLISHED-TTL:PT1H\r\n" in raw
    found = read()
    assert (str(found["version"]), str(found["name"]), str(found["x-wr-calname"])) == ("2.0", "Test", "Test")
    assert str(found["description"]).startswith("All events.")
    assert "prodid" in found
    assert raw == calendar(STORY, HEADING, {}, "en")


PLAIN = story([{**CALL, "title_en": "T", "place_en": "P", "note_en": "N"}])


@settings(max_examples=examples(25), derandomize=True)
@given(st.text(st.characters(codec="utf-8"), max_size=60))
@pytest.mark.parametrize("column", ["title_en", "place_en", "note_en"])
def test_no_text_ends_its_line_or_begins_a_property(column: str, text: str) -> None:
    for hostile in (text, f"{text}\r\nEND:VEVENT\r\nBEGIN:VEVENT", f"{text}\rATTACH:x\x0b\x85\u2028y"):
        found = PLAIN.with_tables(events=PLAIN.events.assign(**{column: hostile}), title={"en": hostile})
        raw = calendar(found, Heading(hostile, hostile, "https://example.org/?a=b"), {}, "en")
        lines = raw.decode().split("\r\n")
        assert [line for line in lines if line.startswith(("BEGIN", "END", "ATTACH"))] == [
            "BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR",
        ]  # fmt: skip
        assert not any(ord(char) < 32 and char != "\t" for line in lines for char in line)
        assert all(len(line.encode()) <= 75 for line in lines)
        assert len(Calendar.from_ical(raw).walk("VEVENT")) == 1


def test_a_text_comes_back_as_it_was() -> None:
    text = 'a, b; c\\n \\ "d" : é\nf'
    assert str(one("2024-11-07", note_en=text)["description"]).endswith(f"\n{text}")
