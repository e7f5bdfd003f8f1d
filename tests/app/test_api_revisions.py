"""The API for a link that is pinned: tables, one event and the calendar as the story was at a revision."""

from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from components.app import stories
from components.events.errors import Defect, StoryError
from components.stores.base import StoreError
from tests.app.api_asking import CALL, add, ask, event, library, save, story


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Revision 0 has the event ``CALL``, 1 one more, 2 another title of ``CALL``."""
    monkeypatch.setenv("WHOWHEN_STORIES", str(tmp_path))
    folder = library(tmp_path)
    add(folder, event("later", when="2024-06-01"))
    save(folder, events=[{"event_id": CALL, "title_en": "Another title"}])
    assert newest()["revision"] == 2
    return folder


def newest() -> Any:
    return ask(story("/events")).json()


def titles(query: str) -> dict[str, str]:
    return {row["event_id"]: row["title_en"] for row in ask(story(f"/events{query}")).json()["rows"]}


def test_tables_are_told_as_they_were() -> None:
    assert titles("")[CALL] == titles("?rev=2")[CALL] == "Another title"
    assert set(titles("?rev=0")) == {CALL}
    assert set(titles("?rev=1")) == {CALL, "later"}
    assert titles("?rev=1")[CALL] != "Another title"
    assert ask(story("/events?rev=0")).json()["revision"] == 0
    assert ask(story("/claims?rev=0")).json()["total"] < ask(story("/claims")).json()["total"]
    assert "later" not in ask(story("/events?rev=0&format=csv")).text


def test_what_was_at_a_revision_stays_so_whatever_is_saved(folder: Path) -> None:
    before = ask(story("/events?rev=1"))
    add(folder, event("much-later", when="2024-07-01"))
    after = ask(story("/events?rev=1"))
    assert (after.body, after.headers["etag"]) == (before.body, before.headers["etag"])


def test_an_event_that_came_later_was_not_there() -> None:
    assert ask(story("/events/later?rev=1")).json()["revision"] == 1
    assert ask(story("/events/later?rev=0")).status == 404


def test_ids_are_those_of_the_revision() -> None:
    assert ask(story("/events?event=later")).status == 200
    assert ask(story("/events?event=later&rev=0")).status == 400


def test_the_calendar_counts_the_changes_until_then_and_leads_to_the_same_view() -> None:
    def call(query: str) -> Any:
        events = Calendar.from_ical(ask(story(f"/events.ics{query}")).text).walk("VEVENT")
        return next(one for one in events if str(one["UID"]).startswith(CALL))

    then, now = call("?rev=1&lang=en"), call("?lang=en")
    assert now["SEQUENCE"] == then["SEQUENCE"] + 1
    assert "rev=1" in ask(story("/events.ics?rev=1")).text.replace("\r\n ", "")


def test_the_next_page_is_of_the_same_revision() -> None:
    assert "rev=1" in ask(story("/events?rev=1&limit=1")).headers["link"]


@pytest.mark.parametrize("rev", ["3", "999999999", "x", "", "-1", "1.5", "01", "1&rev=0", "%D9%A1"])
def test_a_revision_there_is_not_is_said_by_name(rev: str) -> None:
    for path in ("/events", "/claims", "/events.ics", f"/events/{CALL}"):
        answer = ask(story(f"{path}?rev={rev}"))
        assert answer.status == 400
        assert [one["parameter"] for one in answer.json()["errors"]] == ["rev"]


@pytest.mark.parametrize("path", ["/changes.atom", ""])
def test_what_has_no_revisions_takes_none(path: str) -> None:
    answer = ask(story(f"{path}?rev=0"))
    assert (answer.status, answer.json()["errors"][0]["problem"]) == (400, "there is no such parameter here")


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (StoreError("/secret/place", "unreachable"), 503, "try again soon"),
        (StoryError([Defect("events.csv", 2, "", "", "/secret/place", "")]), 400, "defects then"),
    ],
)
def test_a_revision_that_cannot_be_had_is_told_without_names(
    error: Exception, status: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def past(*_: object) -> None:
        raise error

    monkeypatch.setattr(stories, "past", past)
    answer = ask(story("/events?rev=0"))
    assert answer.status == status
    assert told in answer.text
    assert "secret" not in answer.text
