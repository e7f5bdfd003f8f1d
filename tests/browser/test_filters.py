"""Every filter narrows both charts and the sentence, and can be taken off again."""

import re

from playwright.sync_api import Page, expect

from tests.browser.reading import chart, expect_events, key, popover, rows_of, sentence, takes_part

EVENTS = rows_of("events")
ALL = len(EVENTS)


def count_of(text: str | None) -> int:
    return int(re.search(r"\d+", text or "").group())


def type_day(page: Page, field: str, digits: str) -> None:
    """Type a day into a calendar field from its year on and leave the field, past the button of its calendar."""
    page.get_by_role("spinbutton", name=f"year, {field}").click()
    page.keyboard.type(digits)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")


def test_an_actor_from_the_popover_narrows_both_charts_and_its_chip_takes_it_off(page: Page) -> None:
    wanted = sum(takes_part(row, "emmanuel-macron") for row in EVENTS)
    popover(page, "actors").get_by_role("combobox").fill("Macron")
    page.keyboard.press("Enter")
    expect_events(page, wanted)
    expect(sentence(page)).to_contain_text(f"{wanted} of {ALL} events")
    page.keyboard.press("Escape")
    key(page, "drop-actors:emmanuel-macron").click()
    expect_events(page, ALL)
    expect(sentence(page)).to_contain_text(f"{ALL} events")
    assert "actor=" not in page.url


def test_family_and_status_narrow_each_other_and_one_click_clears_both(page: Page) -> None:
    contacts = sum(row["type"] in ("call", "meeting") for row in EVENTS)
    disputed = count_of(key(page, "status-disputed").text_content())
    key(page, "family-contacts").click()
    expect_events(page, contacts)
    expect(sentence(page)).to_contain_text(f"{contacts} of {ALL} events")
    both = count_of(key(page, "status-disputed").text_content())
    key(page, "status-disputed").click()
    expect_events(page, both, "timeline")
    expect(key(page, "status-disputed")).to_have_attribute("aria-pressed", "true")
    key(page, "drop-families:contacts").click()
    expect_events(page, disputed, "timeline")
    assert both < disputed < contacts
    key(page, "family-contacts").click()
    key(page, "reset").click()
    expect_events(page, ALL)
    expect(page.locator(".ww-filter")).to_have_count(0)


def test_days_from_the_calendar_narrow_both_charts(page: Page) -> None:
    late = sum(row["when"] >= "2024-12" for row in EVENTS)
    between = sum("2024-12" <= row["when"] < "2025" for row in EVENTS)
    popover(page, "dates")
    type_day(page, "First day", "20241201")
    expect_events(page, late)
    popover(page, "dates")
    type_day(page, "Last day", "20241231")
    expect_events(page, between)
    expect(sentence(page)).to_contain_text(f"{between} of {ALL} events")
    page.keyboard.press("Escape")
    expect(key(page, "drop-first")).to_contain_text("from 1 Dec 2024")
    key(page, "drop-last").click()
    expect_events(page, late)


def test_a_text_finds_events_without_its_accents_and_a_vain_one_can_be_removed(page: Page) -> None:
    search = page.locator(".st-key-search input")
    search.fill("ELYSEE")
    search.press("Enter")
    expect(key(page, "drop-text")).to_contain_text("ELYSEE")
    expect(chart(page)).not_to_have_attribute("data-events", str(ALL))
    found = int(chart(page).get_attribute("data-events") or 0)
    assert 0 < found < ALL
    expect(sentence(page)).to_contain_text(f"{found} of {ALL} event")
    search.fill("no such word")
    search.press("Enter")
    expect(page.locator(".ww-empty")).to_contain_text("No event matches")
    expect_events(page, 0, "timeline")
    page.get_by_role("button", name="Remove mentions “no such word”").click()
    expect_events(page, ALL)
    expect(search).to_have_value("")
