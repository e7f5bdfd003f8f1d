"""A story full of texts that would be markup, in the browser: nothing is built out of them, no other host is asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from components.events.changes import Change
from components.stores.folder_store import FolderStore
from tests.app.hostile import ACTOR, HTML, MARKS, TEXT, hostile_story
from tests.browser.conftest import OpenPage, drawn
from tests.browser.serving import served
from tests.stores.store_changes import EVENT

BUILT = """() => {
  const found = [];
  if (window.hacked) found.push("a script ran");
  for (const one of document.querySelectorAll("[src*='evil'], [href*='evil'], [onerror], .katex"))
    found.push(one.outerHTML.slice(0, 200));
  for (const one of document.querySelectorAll("b, strong, em, i, code, script, del, mark, span[class*='colored']"))
    if (/^(b0ld|c0de|r3d|p1c|l1nk)$/.test(one.textContent.trim())) found.push(one.outerHTML.slice(0, 200));
  for (const one of document.querySelectorAll("svg a, svg b, svg tspan[style*='bold']"))
    if (/b0ld|evil/.test(one.outerHTML)) found.push(one.outerHTML.slice(0, 200));
  return found;
}"""


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    (tmp_path / "stories").mkdir()
    return hostile_story(tmp_path / "stories")


@pytest.fixture
def address(tmp_path: Path, store: FolderStore) -> Iterator[str]:
    with served(tmp_path, stories=tmp_path / "stories") as one:
        yield one


def harmless(page: Page) -> None:
    """Nothing on ``page``, which shows such texts, was built out of them."""
    expect(page.get_by_text("b0ld").first).to_be_attached()
    assert page.evaluate(BUILT) == []


def test_nothing_is_built_out_of_the_texts_of_a_story(address: str, store: FolderStore, open_page: OpenPage) -> None:
    page = open_page(f"?event={EVENT}&lanes=actor", at=address)
    drawn(page)
    harmless(page)
    for mark in page.locator("[data-chart='timeline'] .scatterlayer .point").all()[:3]:
        mark.hover(force=True)
        page.wait_for_timeout(200)
        harmless(page)
    for name in ("Actors", "Places", "Download", "About"):
        found = page.get_by_role("button", name=name, exact=True)
        if found.count():
            found.first.click()
            page.wait_for_timeout(300)
            harmless(page)
            page.keyboard.press("Escape")

    page.locator(f"[data-key='edit-event:{EVENT}']").press("Enter")
    form = page.get_by_role("dialog")
    title = form.get_by_label("Title (English)", exact=True)
    title.fill(f"Mine {TEXT}")
    form.get_by_label("Date", exact=True).fill("about 13 **b0ld** www.evil.example x@evil.example May 2024")
    expect(form.get_by_text("www.evil.example").first).to_be_visible()
    harmless(page)
    form.get_by_label("Date", exact=True).fill("2024-05-13?")
    theirs = {"event_id": EVENT, "title_en": f"Theirs www.evil.example x@evil.example {TEXT}"}
    store.save(Change({"events": (theirs,)}, f"https://evil.example {TEXT[:200]}"), store.revision())
    form.get_by_label("Why this change?").fill(TEXT)
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_text("Theirs").first).to_be_visible()
    harmless(page)
    for choice in form.get_by_text("You wrote").all():
        choice.click()
    form.get_by_role("button", name="Save again").click()
    expect(form).to_have_count(0)
    harmless(page)
    assert store.rows("events", [EVENT])[EVENT]["title_en"] == f"Mine {TEXT}".strip()


@pytest.mark.parametrize("query", [f"?actor={ACTOR}", "?view=table", "?page=history", "?page=edit", "?lanes=place"])
def test_nothing_is_built_out_of_them_on_other_pages(
    address: str, store: FolderStore, open_page: OpenPage, query: str
) -> None:
    page = open_page(query, at=address, width=390 if "place" in query else 1400)
    page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for(timeout=30_000)
    harmless(page)


def test_nothing_is_built_out_of_the_text_of_an_article(address: str, store: FolderStore, open_page: OpenPage) -> None:
    page = open_page("?page=read", at=address)
    hostile = f"{HTML} {MARKS} https://evil.example/1 www.evil.example"
    told = "The minister of **b0ld** Gunnar Hallbeck met Vladimir Putin in Moscow on 6 August 2025."
    text = f"{hostile}\n\n{told} {hostile}"
    page.get_by_label("Text of the article").fill(text)
    page.get_by_role("button", name="Read", exact=True).click()
    page.locator(".ww-do-edit").first.wait_for()
    harmless(page)
    for what in ("join", "dismiss", "edit"):
        page.locator(f".ww-do-{what}").first.click()
        dialog = page.get_by_role("dialog")
        dialog.wait_for()
        harmless(page)
        if what == "edit":  # a key that is hit by chance must not throw away what was typed
            dialog.get_by_role("button", name="Cancel", exact=True).click()
        else:
            page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
