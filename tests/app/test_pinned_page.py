"""The page of a story as it was at a revision."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.app import stories, who
from components.app.actions import act
from components.app.sharing.pinning import pin_of
from components.app.view import View, pinned
from components.events.selection import Selection
from components.stores.base import EditingError, StoreError
from components.stores.folder_store import FolderStore
from tests.app.api_asking import CALL, MINE, library, save
from tests.app.pages import Open, ran, said

Page = Callable[..., AppTest]
FIRST, SECOND = "Edited once", "Edited twice"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A story that was changed twice."""
    library(tmp_path)
    for title in (FIRST, SECOND):
        save(tmp_path, events=[{"event_id": CALL, "title_en": title}])
    return tmp_path


@pytest.fixture
def page(open_page: Open, folder: Path) -> Page:
    """The page of that story at the call: ``page(rev="1")``."""
    return lambda **query: open_page({"event": CALL, "lang": "en", **query}, stories=folder)


def test_a_pinned_page_shows_what_the_story_said_then(page: Page) -> None:
    assert FIRST in str(said(page(rev="1"), "panel"))
    assert SECOND in str(said(page(rev="2"), "panel"))
    before = str(said(page(rev="0"), "panel"))
    assert FIRST not in before
    assert SECOND not in before
    assert SECOND in str(said(page(), "panel"))


def test_its_bar_tells_the_day_and_counts_what_came_since(page: Page, folder: Path) -> None:
    made = FolderStore(folder / MINE).history()[0].at
    one = str(said(page(rev="1"), "pin"))
    assert f"As of revision 1 of {made.day} {made:%B %Y}" in one
    assert "1 change since" in one
    assert "2 changes since" in str(said(page(rev="0"), "pin"))
    assert "no changes since" in str(said(page(rev="2"), "pin"))
    assert "modification depuis" in str(said(page(rev="1", lang="fr"), "pin"))
    assert said(page(), "pin") is None


def test_a_pinned_page_does_not_follow_the_story_but_counts_on(page: Page, folder: Path) -> None:
    shown = page(rev="2")
    save(folder, events=[{"event_id": CALL, "title_en": "Edited thrice"}])
    ran(shown)
    assert SECOND in str(said(shown, "panel"))
    assert "1 change since" in str(said(shown, "pin"))


def test_nothing_on_a_pinned_page_edits(page: Page) -> None:
    assert "Edit as a table" in str(said(page(), "nav"))
    now, then = page(), page(rev="1")
    assert "Add an event" in str(said(now, "lanes"))
    assert "Add an event" not in str(said(then, "lanes"))
    assert "Edit as a table" not in str(said(then, "nav"))
    assert "Take off" in str(said(now, "panel"))
    assert "Take off" not in str(said(then, "panel"))


def test_the_store_refuses_whoever_asks_from_a_pinned_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOWHEN_STORIES", str(folder))
    monkeypatch.setenv("WHOWHEN_EDITING", "local")
    assert who.store(MINE).undo(2, "local user")
    monkeypatch.setattr(who, "query", lambda: {"rev": ["1"]})
    assert not who.person().may_edit
    with pytest.raises(EditingError):
        who.store(MINE).undo(1, "local user")


@pytest.mark.parametrize(("rev", "told"), [("99", "There is no revision 99"), ("3", "There is no revision 3")])
def test_a_revision_that_there_is_not_gives_the_newest_and_says_so(page: Page, rev: str, told: str) -> None:
    shown = page(rev=rev)
    assert told in str(said(shown, "pin"))
    assert SECOND in str(said(shown, "panel"))


def test_what_is_no_number_is_told_as_any_other_garbage(page: Page) -> None:
    shown = page(rev="-1")
    assert said(shown, "pin") is None
    assert "rev=-1" in str(said(shown, "notices"))


def test_a_past_with_defects_or_out_of_reach_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOWHEN_STORIES", str(folder))
    found = stories.load_at(MINE)
    assert isinstance(found, stories.Sound)

    def refuse(*_: object) -> None:
        raise StoreError("gone", "unreadable")

    monkeypatch.setattr(stories, "past", refuse)
    pin = pin_of(MINE, found, "1")
    assert pin is not None
    assert (pin.trouble, pin.story) == ("unreachable", found.story)


def test_all_readers_of_a_revision_share_one_story(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOWHEN_STORIES", str(folder))
    found = stories.load_at(MINE)
    assert isinstance(found, stories.Sound)
    one, two = (pin_of(MINE, found, "1") for _ in range(2))
    assert one is not None
    assert two is not None
    assert one.story is two.story is not found.story
    newest = pin_of(MINE, found, "2")
    assert newest is not None
    assert newest.story is found.story
    assert pin_of(MINE, found, "") is None


def test_one_click_leads_to_the_newest_and_keeps_the_view() -> None:
    view = View(story="x", selection=Selection(text="a"), lang="fr", rev="12")
    assert act(view, {"do": "newest"}) == View(story="x", selection=Selection(text="a"), lang="fr")


@pytest.mark.parametrize("message", [{"do": "page", "id": "history"}, {"do": "history", "id": "x"}, {"do": "article"}])
def test_other_pages_are_about_the_newest(message: dict[str, str]) -> None:
    assert act(View(rev="1"), message).rev == ""


def test_a_click_on_a_pinned_page_stays_with_its_revision() -> None:
    assert act(View(rev="1"), {"do": "event", "id": "x"}).rev == "1"


@pytest.mark.parametrize(
    ("query", "rev"),
    [
        ({"rev": ["3"]}, "3"),
        ({"rev": ["3"], "page": ["story"]}, "3"),
        ({"rev": ["3"], "page": ["nowhere"]}, "3"),
        ({"rev": ["3"], "page": ["edit"]}, ""),
        ({"rev": ["03"]}, ""),
        ({"rev": ["٣"]}, ""),
        ({"rev": ["1" * 30]}, ""),
        ({}, ""),
    ],
)
def test_an_address_pins_the_page_of_the_story_alone(query: dict[str, list[str]], rev: str) -> None:
    assert pinned(query) == rev
