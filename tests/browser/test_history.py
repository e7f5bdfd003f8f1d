"""Two people's walk through history and table: filter, undo, a refused undo; rows pasted, looked at, saved and seen."""

import pytest
from playwright.sync_api import Page, expect

from components.events.changes import Change
from components.stores.folder_store import FolderStore
from tests.browser.conftest import OpenPage, Own, drawn
from tests.browser.reading import CALL, key

OTHER = "kursk-incursion-2024"
ROWS = f"""Id\tDate\tTitle (English)\tType\tNote (English)
{CALL}\t2024-11-07?\tReported Trump-Putin phone call, denied by the Kremlin\tcall\t"two\nlines"
{OTHER}\t2024-08-06\t<b>Kursk</b>\tstrike\t=1+1
us-election-2024\t2024-11-05\tDonald Trump wins\telection\t
"""


@pytest.fixture
def store(own: Own) -> FolderStore:
    found = own.store
    for by, cells in (
        ("Ada", {"event_id": CALL, "place_en": "Mar-a-Lago"}),
        ("Bob", {"event_id": OTHER, "tags": "seen"}),
        ("Bob", {"event_id": CALL, "place_en": "Palm Beach"}),
    ):
        found.save(Change({"events": (cells,)}, by, f"{by} knows"), found.revision())
    return found


def fill(page: Page, field: str, text: str) -> None:
    page.locator(f".st-key-{field} :is(input, textarea)").fill(text)
    page.keyboard.press("Tab")


def test_a_change_is_found_undone_by_keyboard_and_an_earlier_one_refused(
    own: Own, open_page: OpenPage, store: FolderStore
) -> None:
    page = open_page(f"{own.query}&page=history", at=own.address)
    page.locator(".st-key-history-by").get_by_role("combobox").click()
    page.get_by_role("option", name="Bob").click()
    expect(page.locator(".ww-set")).to_have_count(2)
    assert "by=Bob" in page.url
    key(page, "all-above").click()
    expect(page.locator(".ww-set")).to_have_count(3)
    key(page, "undo-1").click()
    refused = page.locator(".st-key-history-undo [role='alert']")
    expect(refused).to_contain_text("Change 1 cannot be undone.")
    refused.get_by_role("button", name="Change 3").click()
    expect(key(page, "change-3")).to_have_class("ww-set ww-here")
    key(page, "undo-3").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-history-undo")).to_contain_text("place (en) “Mar-a-Lago”, was “Palm Beach”")
    expect(page.locator(".st-key-history-why input")).to_be_focused()
    fill(page, "history-why", "Ada was right")
    page.keyboard.press("Enter")
    expect(page.locator(".ww-notice")).to_contain_text("Change 3 was undone by change 4.")
    expect(key(page, "change-3")).to_contain_text("undone by change 4")
    assert store.rows("events", [CALL])[CALL]["place_en"] == "Mar-a-Lago"
    expect(key(page, "change-2")).to_have_count(1)  # the list that stood below the form is gone
    key(page, "change-2").get_by_role("button", name="Ukrainian forces cross").click()
    drawn(page)
    expect(page.locator(".ww-panel h2")).to_contain_text("Ukrainian forces cross")


def test_pasted_rows_are_looked_at_saved_and_seen_on_the_timeline(
    own: Own, open_page: OpenPage, store: FolderStore
) -> None:
    page = open_page(f"{own.query}&page=edit", at=own.address)
    page.get_by_text("Paste rows", exact=True).click()
    fill(page, "table-paste", ROWS)
    page.get_by_role("button", name="Take these rows").click()
    expect(page.locator(".ww-unsaved")).to_contain_text("Events: 3 rows changed")
    page.get_by_role("button", name="Preview and save").click()
    expect(page.locator(".ww-changes li")).to_have_count(3)
    page.get_by_role("button", name="Leave us-election-2024 as it was").click()
    expect(page.locator(".ww-unsaved")).to_contain_text("Events: 2 rows changed")
    key(page, "page-history").click()
    expect(page.get_by_text("Not saved yet: Events (2)")).to_be_visible()
    key(page, "page-edit").click()
    expect(page.locator(".ww-unsaved")).to_contain_text("Events: 2 rows changed")
    fill(page, "table-save-why", "from the list")
    page.locator(".st-key-table-save-save button").click()
    expect(page.get_by_text("Saved as change 4")).to_be_visible()
    expect(page.locator(".ww-unsaved")).to_have_count(0)
    cells = store.rows("events", [CALL, OTHER])
    assert (cells[CALL]["note_en"], cells[OTHER]["note_en"]) == ("two\nlines", "=1+1")
    assert store.history()[-1].why == "from the list"
    key(page, "page-history").click()
    key(page, "change-4").get_by_role("button", name="<b>Kursk</b>").click()
    expect(page.locator(".ww-panel h2")).to_have_text("<b>Kursk</b>")


def test_a_million_rows_in_the_clipboard_are_refused_and_harm_nothing(own: Own, open_page: OpenPage) -> None:
    page = open_page(f"{own.query}&page=edit", at=own.address, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_text("Paste rows", exact=True).click()
    area = page.locator(".st-key-table-paste textarea")
    area.click()
    page.evaluate("() => navigator.clipboard.writeText('event\\t2025-01-01\\tcall\\n'.repeat(1_000_000))")
    page.keyboard.press("Control+v")
    expect(page.get_by_role("alert")).to_contain_text("whowhen apply")
    expect(area).to_have_value("")
