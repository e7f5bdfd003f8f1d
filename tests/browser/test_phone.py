"""A narrow page: a list by month instead of lanes, a sheet instead of a panel, and nothing wider than the screen."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, drawn
from tests.browser.reading import chart, key, marks, rows_of

EVENTS = rows_of("events")
TOO_WIDE = """() => {
  const found = [], clipped = (element) => {
    for (let one = element.parentElement; one && one !== document.body; one = one.parentElement)
      if (!one.matches(".stMain, .stApp, [data-testid=stAppViewContainer]") &&
          /auto|scroll|hidden|clip/.test(getComputedStyle(one).overflowX)) return true;
    return false;
  };
  for (const element of document.querySelectorAll(".stMain *")) {
    const box = element.getBoundingClientRect();
    if (box.width && box.height && (box.right > innerWidth + 1 || box.left < -1) && !clipped(element))
      found.push(element.className.toString() + " " + Math.round(box.right));
  }
  for (const element of document.querySelectorAll("html, body, .stMain"))
    if (element.scrollWidth > element.clientWidth) found.push(element.tagName + " scrolls");
  return found;
}"""

FITTING = """() => {
  const pictures = [...document.querySelectorAll("[data-events] .main-svg")];
  return pictures.length > 0 && pictures.every((one) => one.clientWidth <= innerWidth);
}"""


def phone(open_page: OpenPage, query: str = "") -> Page:
    page = open_page(query, width=390, height=800, has_touch=True, is_mobile=True)
    page.locator(".ww-list").wait_for()
    return page


def test_a_phone_shows_a_list_by_month_and_a_tap_opens_the_sheet(open_page: OpenPage) -> None:
    page = phone(open_page)
    months = page.locator(".ww-list h3").all_inner_texts()
    assert months[0] == f"August 2024 · {sum(row['when'].startswith('2024-08') for row in EVENTS)} event"
    assert len(months) == len({row["when"][:7] for row in EVENTS})
    expect(page.locator(".ww-item")).to_have_count(len(EVENTS))
    assert chart(page).get_attribute("data-strip") is not None
    assert chart(page).locator(".textpoint").count() == 0
    sheet = page.locator(".st-key-sheet .ww-panel")
    expect(sheet).to_have_count(0)
    item = page.locator(".ww-item").nth(3)
    box = item.bounding_box()
    assert box["height"] >= 44
    item.tap()
    expect(sheet.locator("h2")).to_have_text(item.locator(".ww-item-text > span").first.inner_text())
    expect(item).to_have_class(re.compile("ww-here"))
    box = sheet.bounding_box()
    assert box["y"] + box["height"] == 800
    assert box["y"] > 100
    assert page.evaluate(TOO_WIDE) == []
    sheet.locator(".ww-grip").tap()
    expect(sheet).to_have_count(0)
    assert "event=" not in page.url
    item.tap()
    expect(sheet).to_be_visible()
    page.wait_for_function("document.activeElement.closest('.st-key-sheet')")  # keys go there with the next frame
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)


def test_a_phone_draws_twelve_actors_and_shows_the_one_that_is_tapped_in_the_sheet(open_page: OpenPage) -> None:
    page = phone(open_page)
    page.locator(".ww-item").first.tap()
    sheet = page.locator(".st-key-sheet .ww-panel")
    sheet.get_by_role("button", name="Ukraine", exact=True).tap()
    expect(sheet.locator("h2")).to_have_text("Ukraine")
    assert page.evaluate(TOO_WIDE) == []
    key(page, "back").tap()
    expect(sheet.locator("h2")).to_contain_text("Kursk")
    sheet.locator(".ww-grip").tap()
    key(page, "tab-actors").tap()
    drawn(page, "actor-graph")
    assert len(marks(page, "actor-graph")) == 12
    assert page.evaluate(TOO_WIDE) == []


def test_the_page_is_never_wider_than_the_screen(page: Page) -> None:
    assert page.evaluate(TOO_WIDE) == []
    for width, layout in ((800, "ww-medium"), (390, "ww-phone")):
        page.set_viewport_size({"width": width, "height": 900})
        page.locator(f".{layout} .ww-sentence").wait_for()
        page.wait_for_function(FITTING)
        assert page.evaluate(TOO_WIDE) == []
    expect(page.locator(".ww-item").first).to_be_visible()
