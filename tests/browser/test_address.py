"""The address holds the whole view: links and Back bring it back, and no address breaks the page."""

import re
from pathlib import Path
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, drawn, log_of
from tests.browser.reading import CALL, expect_events, key, rows_of, sentence, title, window

ALL = len(rows_of("events"))
EVERYTHING = {
    "actor": ["donald-trump", "vladimir-putin"],
    "match": ["all"],
    "family": ["contacts", "statements"],
    "type": ["call", "statement"],
    "status": ["reported", "disputed", "confirmed"],
    "from": ["2024-09-01"],
    "to": ["2025-06-30"],
    "place": ["US"],
    "q": ["Trump"],
    "known_on": ["2025-02-15"],
    "event": [CALL],
    "lanes": ["actor"],
    "lang": ["fr"],
    "view": ["table"],
    "sort": ["-title"],
    "window": ["2024-10-01/2025-03-01"],
}
NAMES = [*EVERYTHING, "crowd", "focus", "story"]
GARBAGE = ("‮<img src=x onerror=alert(1)>", "-9999-99-99/" * 200)


def portrait(page: Page) -> dict[str, object]:
    """What the page shows, in the order of reading."""
    page.locator(".ww-table").wait_for()
    return {
        "events": drawn(page),
        "sentence": sentence(page).inner_text(),
        "chips": page.locator(".ww-filter").all_inner_texts(),
        "pressed": page.locator("[aria-pressed=true], [aria-selected=true]").all_inner_texts(),
        "panel": page.locator(".ww-panel").inner_text(),
        "table": page.locator(".ww-table").inner_text(),
        "known": page.locator(".ww-known").inner_text(),
        "search": page.locator(".st-key-search input").input_value(),
        "popovers": page.locator("[class*=st-key-pop-] button").all_inner_texts(),
        "window": window(page),
        "marks": page.locator("[data-chart=timeline] .textpoint text").all_text_contents(),
    }


def test_the_link_of_share_view_shows_a_stranger_the_very_same_view(open_page: OpenPage) -> None:
    page = open_page("?" + urlencode(EVERYTHING, doseq=True), permissions=["clipboard-read", "clipboard-write"])
    assert 0 < drawn(page) < ALL
    assert page.locator(".ww-notice").count() == 0
    assert parse_qs(urlsplit(page.url).query) == EVERYTHING
    key(page, "share").click()
    copy = page.locator(".st-key-share-long button")
    copy.click()
    expect(copy.get_by_role("status")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    shared = parse_qs(urlsplit(link).query)
    assert shared.pop("story") == ["ukraine-diplomacy"]
    assert shared == EVERYTHING
    assert link.partition("?")[0] == page.url.partition("?")[0]
    seen = portrait(page)
    assert len(seen["chips"]) == 13
    assert portrait(open_page("?" + link.partition("?")[2])) == seen


def test_back_and_forward_go_through_what_the_reader_did(page: Page) -> None:
    first = title(page).inner_text()
    key(page, "family-support").click()
    page.wait_for_url(re.compile("family=support"))
    support = sum(row["type"] in ("aid", "proposal", "agreement") for row in rows_of("events"))
    expect_events(page, support)
    key(page, "tab-table").click()
    row = page.locator(".ww-table tbody button").nth(5)
    chosen = row.inner_text()
    row.click()
    expect(title(page)).to_have_text(chosen)
    page.go_back()
    expect(title(page)).not_to_have_text(chosen)
    expect(page.locator(".ww-table")).to_be_visible()
    page.go_back()
    expect_events(page, support)
    page.go_back()
    expect_events(page, ALL)
    expect(title(page)).to_have_text(first)
    page.go_forward()
    expect_events(page, support)


@pytest.mark.parametrize("garbage", GARBAGE, ids=["markup", "long"])
def test_garbage_in_every_parameter_is_named_and_the_defaults_are_shown(
    open_page: OpenPage, garbage: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page = open_page("?" + "&".join(f"{name}={quote(garbage)}" for name in NAMES if name != "q"))
    assert drawn(page) == ALL
    notice = page.locator(".ww-notice")
    for name in NAMES:
        if name not in ("q", "story"):
            expect(notice).to_contain_text(f"{name}=")
    expect(notice).to_contain_text("There is no story")
    expect(page.get_by_test_id("stException")).to_have_count(0)
    logs = "".join(log_of(Path(folder)) for folder in tmp_path_factory.getbasetemp().glob("dashboard*"))
    assert "Traceback" not in logs
    assert page.evaluate("document.querySelector('.stMain').scrollWidth <= innerWidth")


def test_an_embedded_page_draws_its_charts_and_filters(open_page: OpenPage) -> None:
    page = open_page("?embed=true&family=contacts")
    contacts = sum(row["type"] in ("call", "meeting") for row in rows_of("events"))
    expect_events(page, contacts)
    key(page, "family-contacts").click()
    expect_events(page, ALL)
    assert parse_qs(urlsplit(page.url).query) == {"embed": ["true"]}
