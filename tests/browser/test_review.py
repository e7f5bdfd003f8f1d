"""An article is reviewed in a browser as a new user would: pasted, decided on, reloaded, saved, read again."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage, Own, drawn
from tests.browser.test_article import read
from tests.browser.test_phone import TOO_WIDE

TEXT = (
    "Witkoff flies to Moscow again\n\n"
    "Steve Witkoff met Vladimir Putin in Moscow on 6 August 2025.\n\n"
    "The finance minister of Norland, Gunnar Hallbeck, met Keir Starmer in London on 5 August 2025. "
    "Donald Trump met Alexander Lukashenko in Minsk on 3 August 2025.\n\n"
    "Marco Rubio phoned Sergey Lavrov on 4 August 2025. Rubio phoned Andriy Yermak on 2 August 2025.\n"
)
SAVE = "review-saving"


def card(page: Page, number: int) -> Locator:
    return page.locator(f"[data-card='{number}']")


def state(page: Page, number: int, css: str) -> None:
    expect(card(page, number)).to_have_class(re.compile(rf"\b{css}\b"))


def focus(page: Page, number: int) -> None:
    """Reach a card by the keyboard, once the page listens to keys."""
    page.wait_for_function(
        """(key) => {
          const one = document.querySelector(`[data-key=${key}]`);
          one.blur();
          one.focus();
          return one.closest("[data-card]").classList.contains("ww-lit");
        }""",
        arg=f"card-{number}",
    )


def dialog(page: Page) -> Locator:
    found = page.get_by_role("dialog")
    expect(found).to_be_visible()
    return found


def shut(page: Page) -> None:
    expect(page.get_by_role("dialog")).to_have_count(0)


def fill(page: Page, key: str, text: str) -> None:
    """Type into a field of a dialog, and leave it."""
    field = page.locator(f".st-key-{key} input")
    field.fill(text)
    field.press("Tab")


def accept(page: Page) -> None:
    """Two proposals by the keyboard: the first becomes a claim, and an undo shows the way back."""
    focus(page, 0)
    page.keyboard.press("a")
    state(page, 0, "ww-taken")
    page.keyboard.press("u")
    state(page, 0, "ww-open")
    page.keyboard.press("a")
    state(page, 0, "ww-taken")
    expect(page).to_have_url(re.compile("article=draft-"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("a")
    state(page, 1, "ww-taken")


def edit(page: Page) -> None:
    """The date of the third, shown on the article's timeline while it is typed."""
    page.keyboard.press("ArrowDown")
    page.keyboard.press("e")
    shown = dialog(page)
    expect(shown.locator("[data-chart='article'][data-events]")).to_be_visible()
    field = shown.locator(".st-key-review-edit-2-when input")
    field.fill("2025-08-03~")
    expect(shown.get_by_text("about", exact=False).first).to_be_visible()
    shown.locator(".st-key-review-edit-2-keep button").click()
    shut(page)
    state(page, 2, "ww-taken")
    expect(card(page, 2)).to_contain_text("about")


def join(page: Page) -> None:
    """The fourth, to an event found by its words; letters that are typed decide nothing."""
    page.keyboard.press("ArrowDown")
    page.keyboard.press("j")
    shown = dialog(page)
    shown.locator(".st-key-review-join-search-3 input").press_sequentially("lavrov rubio")
    expect(shown.get_by_role("heading", name="Found")).to_be_visible()
    state(page, 4, "ww-open")
    item = shown.locator("[data-key^='join-']").first
    item.focus()
    page.keyboard.press("Enter")
    shut(page)
    state(page, 3, "ww-taken")


def dismiss(page: Page) -> None:
    """The last one."""
    page.keyboard.press("ArrowDown")
    page.keyboard.press("d")
    dialog(page).get_by_role("button", name="Does not belong here").press("Enter")
    shut(page)
    state(page, 4, "ww-gone")


def save(page: Page) -> None:
    page.locator("[data-key='actor-confirm-0']").press("Enter")
    expect(page.locator(".ww-new-actor")).to_contain_text("Will be added")
    page.locator(".st-key-review-save button").click()
    dialog(page)
    fill(page, f"{SAVE}-source-publisher", "Harbour Post")
    fill(page, f"{SAVE}-source-published", "2025-08-09")
    expect(page.locator(".ww-will")).to_contain_text("2 new events")
    expect(page.locator(".ww-will")).to_contain_text("1 new actor")
    fill(page, f"{SAVE}-why", "read in the train")
    page.locator(f".st-key-{SAVE}-save button").click()
    shut(page)
    expect(page.locator(".ww-known-note")).to_contain_text("Saved.")


def test_an_article_is_reviewed_by_keyboard_reloaded_saved_and_recognised(own: Own, open_page: OpenPage) -> None:
    page = open_page(f"{own.query}&page=read", at=own.address)
    read(page, TEXT)
    drawn(page, "article")
    expect(page.locator(".ww-review-progress")).to_contain_text("0 of 5 decided")
    accept(page)
    edit(page)
    page.reload()
    expect(page.locator(".ww-review-progress")).to_contain_text("3 of 5 decided")
    state(page, 2, "ww-taken")
    focus(page, 2)
    join(page)
    dismiss(page)
    expect(page.locator(".ww-review-progress")).to_contain_text("5 of 5 decided")
    save(page)
    page.locator(".ww-known-note button", has_text="Hallbeck").click()
    expect(page.locator(".ww-panel h2")).to_contain_text("Hallbeck")
    expect(page.locator(".ww-panel .ww-quote").first).to_contain_text("met Keir Starmer in London")
    again = open_page(f"{own.query}&page=read", at=own.address)
    read(again, TEXT)
    drawn(again, "article")
    expect(again.locator(".ww-known-note")).to_contain_text("The story has this article already")
    expect(again.locator(".ww-proposal", has_text="Already on the timeline")).to_have_count(4)
    state(again, 4, "ww-open")
    (change,) = own.store.history()
    assert change.why == "read in the train"
    assert sorted(row.table for row in change.rows) == ["actors", *["claims"] * 4, "events", "events", "sources"]


def test_a_review_fits_a_phone_and_its_buttons_a_finger(own: Own, open_page: OpenPage) -> None:
    page = open_page(f"{own.query}&page=read&lang=fr", at=own.address, width=390, height=844)
    page.locator(".ww-phone").first.wait_for(state="attached")
    read(page, TEXT)
    drawn(page, "article")
    assert page.evaluate(TOO_WIDE) == []
    heights = page.locator(".ww-review-foot .ww-do").evaluate_all("some => some.map((one) => one.offsetHeight)")
    assert min(heights) >= 44
    page.locator("[data-key='dismiss-1']").click()
    dialog(page).get_by_role("button", name="Mal lu").click()
    shut(page)
    expect(page.locator(".ww-review-progress")).to_contain_text("1 décision sur 5")
    assert page.evaluate(TOO_WIDE) == []
