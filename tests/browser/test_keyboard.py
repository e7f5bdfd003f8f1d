"""Everything can be done without a mouse, and what is focused stays focused while the page changes around it."""

import re

from playwright.sync_api import Page, expect

from tests.browser.reading import CALL, chart, expect_events, key, popover, rows_of, title

CONTACTS = sum(row["type"] in ("call", "meeting") for row in rows_of("events"))
STOPS = 90  # presses of Tab that must be enough for the whole page
ACTIVE = """() => {
  const here = document.activeElement, style = getComputedStyle(here), box = here.getBoundingClientRect();
  const place = here.closest("[class*=st-key-]")?.className.match(/st-key-([\\w-]+)/)?.[1] || "";
  const {key, word, chart} = here.dataset, ring = parseFloat(style.outlineWidth) * (style.outlineStyle !== "none");
  return {key: key || word || chart || "", place, ring, role: here.getAttribute("role"),
          name: here.ariaLabel || here.placeholder || here.textContent.trim(),
          ours: Boolean(here.closest(".ww, .ww-chart")), width: box.width};
}"""


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.dataset.key || document.activeElement.dataset.chart || ''")


def test_arrow_keys_move_the_selected_event_and_escape_clears_it(page: Page) -> None:
    first = title(page).inner_text()
    chart(page).focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("event="))
    expect(title(page)).not_to_have_text(first)
    second = title(page).inner_text()
    assert focused(page) == "timeline"
    page.keyboard.press("ArrowRight")
    expect(title(page)).not_to_have_text(second)
    page.keyboard.press("ArrowLeft")
    expect(title(page)).to_have_text(second)
    page.keyboard.press("ArrowLeft")
    expect(title(page)).to_have_text(first)
    assert CALL in page.url
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "event=" not in url)
    assert focused(page) == "timeline"


def test_tab_reaches_every_control_which_then_shows_a_ring(page: Page) -> None:
    stops = []
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(ACTIVE))
        if stops[-1]["key"] == "actor-graph":
            break
    reached = {stop["key"] for stop in stops} | {stop["place"] for stop in stops}
    wanted = {"lang-fr", "share", "pop-download", "pop-about", "status-disputed", "search", "pop-actors", "pop-status"}
    wanted |= {"pop-dates", "pop-places", "family-contacts", "lanes-actor", "pop-known", "timeline", "zoom_in", "fit"}
    wanted |= {"who-vladimir-putin", "tab-actors", "tab-table", "crowd-all", "actor-graph"}
    assert wanted <= reached
    assert {stop["role"] for stop in stops} >= {"slider", "tab"}
    names = [stop["name"] for stop in stops]
    assert all(names)
    assert {"Previous event", "Next event"} & set(names)
    assert [stop for stop in stops if stop["ours"] and (stop["ring"] < 2 or stop["width"] < 4)] == []


def test_what_was_pressed_keeps_the_focus_after_the_page_has_changed(page: Page) -> None:
    for name in ("family-contacts", "lanes-actor", "tab-table", "sort-title"):
        key(page, name).focus()
        page.keyboard.press("Enter")
        if name == "family-contacts":
            expect_events(page, CONTACTS)
        else:
            page.wait_for_url(re.compile(name.partition("-")[0]))
        expect(key(page, name)).to_be_focused()
    expect(page.locator(".ww-col-title")).to_have_attribute("aria-sort", "ascending")
    row = page.locator(".ww-table tbody button").nth(3)
    text = row.inner_text()
    row.press("Enter")
    expect(title(page)).to_have_text(text)
    expect(row).to_be_focused()


def test_a_popover_stays_open_and_focused_while_one_picks_in_it(page: Page) -> None:
    field = popover(page, "actors").get_by_role("combobox")
    field.fill("Macron")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("actor=emmanuel-macron"))
    expect(page.locator(".ww-filter")).to_have_count(1)
    expect(field).to_be_focused(timeout=3000)
    field.fill("Starmer")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("actor=keir-starmer"))
