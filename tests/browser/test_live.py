"""What others save shows on an open page; a story that goes away stays in sight, and comes back by itself."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Page, expect

from components.events.changes import Change
from components.stores.folder_store import FolderStore
from tests.browser.conftest import OpenPage, drawn
from tests.browser.reading import STORY
from tests.browser.serving import served

NAME = "talks"
VIEW = f"?story={NAME}&window=2024-11-01/2025-02-01&view=table"
TYPED = "Half a sentence that is not"
ROOM = "document.querySelector('[data-testid=stMain]')"
LOOKS = f"[{ROOM}.scrollTop, document.querySelector('[data-chart=timeline] .js-plotly-plot').layout.xaxis.range.join()]"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of stories of its own."""
    folder = tmp_path_factory.mktemp("live") / "library"
    folder.mkdir()
    copytree(STORY, folder / NAME)
    return folder


@pytest.fixture(scope="module")
def address(library: Path) -> Iterator[str]:
    with served(library.parent, stories=library) as one:
        yield one


def apply(library: Path, title: str) -> None:
    """Save another title of the first event, as the program of a colleague does."""
    store = FolderStore(library / NAME)
    event = next(iter(store.rows("events")))
    store.save(Change({"events": ({"event_id": event, "title_en": title},)}, "Bob", "better"), store.revision())


def looks(page: Page) -> object:
    return page.evaluate(LOOKS)


def test_what_a_colleague_saves_shows_in_two_other_browsers_and_disturbs_neither(
    library: Path, address: str, open_page: OpenPage
) -> None:
    reader, writer = open_page(VIEW, at=address, height=700), open_page(f"?story={NAME}&page=read", at=address)
    drawn(reader)
    reader.locator(".ww-table").wait_for()
    reader.evaluate(f"() => {{ window.same = true; {ROOM}.scrollTop = 400; }}")
    before, url = looks(reader), reader.url
    writer.locator("textarea").click()
    writer.keyboard.type(TYPED)
    for title in ("A first title by Bob", "A second title by Bob"):
        apply(library, title)
        expect(reader.locator(".ww-table")).to_contain_text(title)
    assert looks(reader) == before
    assert reader.url == url
    assert reader.evaluate("window.same")
    writer.keyboard.type(" finished yet.")
    expect(writer.locator("textarea")).to_have_value(f"{TYPED} finished yet.")
    expect(reader.locator(".ww-trouble")).to_have_count(0)


def test_what_is_typed_into_a_dialog_is_left_alone_until_it_is_closed(
    library: Path, address: str, open_page: OpenPage
) -> None:
    editor = open_page(VIEW, at=address)
    drawn(editor)
    editor.get_by_role("button", name="Edit", exact=True).first.click()
    field = editor.get_by_role("dialog").get_by_role("textbox", name="Title (French)", exact=True)
    field.fill(TYPED)
    reader = open_page(VIEW, at=address)
    drawn(reader)
    apply(library, "A title by Bob")
    expect(reader.locator(".ww-table")).to_contain_text("A title by Bob")  # by then the editor's page knows, too
    field.press("End")
    editor.keyboard.type(" saved.")
    expect(field).to_have_value(f"{TYPED} saved.")
    expect(editor.locator(".ww-table")).not_to_contain_text("A title by Bob")
    editor.keyboard.press("Escape")
    expect(editor.locator(".ww-table")).to_contain_text("A title by Bob")


def test_a_story_that_goes_away_stays_in_sight_and_comes_back_by_itself(
    library: Path, address: str, open_page: OpenPage
) -> None:
    reader = open_page(VIEW, at=address, locale="fr-FR")
    writer = open_page(f"?story={NAME}&page=read&lang=en", at=address)
    assert drawn(reader) == drawn_of(library)
    writer.locator("textarea").click()
    writer.keyboard.type(TYPED)
    away = library / NAME
    away.rename(library.parent / "away")
    notice = reader.get_by_role("alert")
    expect(notice).to_contain_text("inaccessible pour le moment")
    expect(writer.get_by_role("alert")).to_contain_text("cannot be reached just now")
    notice.get_by_role("button", name="Réessayer").click()
    expect(notice).to_be_visible()
    assert drawn(reader) == drawn_of(library.parent / "away", whole=False)
    expect(writer.locator("textarea")).to_have_value(TYPED)
    newcomer = open_page(at=address)
    expect(newcomer.get_by_text("No story was found")).to_be_visible()
    (library.parent / "away").rename(away)
    expect(notice).to_have_count(0)
    expect(writer.get_by_role("alert")).to_have_count(0)
    assert drawn(newcomer) == drawn_of(library)
    expect(writer.locator("textarea")).to_have_value(TYPED)


def drawn_of(folder: Path, whole: bool = True) -> int:
    """How many events the story in ``folder`` has."""
    return len(FolderStore(folder / NAME if whole else folder, looking=True).rows("events"))
