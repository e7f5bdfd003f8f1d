"""One selection for all: what is clicked in a chart or the table shows in the others; the window is no filter."""

import re
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import drawn
from tests.browser.reading import (
    chart,
    click_link,
    click_mark,
    expect_events,
    expect_window,
    key,
    rows_of,
    sentence,
    takes_part,
    title,
    window,
)

EVENTS = rows_of("events")
ALL = len(EVENTS)
TITLES = {row["event_id"]: row["title_en"] for row in EVENTS}
CALL, MEETING = "trump-zelensky-call-2024-11-06", "trump-zelensky-trump-tower-2024-09-27"


def address(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def wait_for_window(page: Page) -> None:
    page.wait_for_url(lambda url: "window=" in url)


def test_a_click_on_a_mark_or_on_a_row_of_the_table_selects_the_event_everywhere(page: Page) -> None:
    click_mark(page, "timeline", CALL)
    expect(title(page)).to_have_text(TITLES[CALL])
    assert address(page) == {"event": [CALL]}
    key(page, "tab-table").click()
    here = page.locator(".ww-table tr[aria-selected=true]")
    expect(here).to_have_count(1)
    expect(here).to_contain_text(TITLES[CALL])
    page.locator(".ww-table tr", has_text=TITLES[MEETING]).locator("td").first.click()
    expect(title(page)).to_have_text(TITLES[MEETING])
    expect(here).to_contain_text(TITLES[MEETING])
    assert address(page)["event"] == [MEETING]
    assert plot_meta(page)["selected"] == MEETING


def test_a_chart_that_leaves_the_page_does_not_measure_it_anew(page: Page) -> None:
    drawn(page, "actor-graph")
    for tab in ("tab-table", "tab-actors", "tab-table"):
        key(page, tab).click()
        if tab == "tab-table":
            page.locator(".ww-table").wait_for()
            click_mark(page, "timeline", CALL)
            expect(page.locator(".ww-table tr[aria-selected=true]")).to_contain_text(TITLES[CALL])
        else:
            drawn(page, "actor-graph")
    told = {one["value"] for one in page.context.cookies() if one["name"] == "whowhen_page"}
    assert told <= {"1360"}


def test_a_click_on_an_actor_or_a_link_opens_it_and_shows_all_of_it_on_the_timeline(page: Page) -> None:
    click_mark(page, "actor-graph", "actor:emmanuel-macron")
    expect(title(page)).to_have_text("Emmanuel Macron")
    assert address(page)["focus"] == ["actor:emmanuel-macron"]
    key(page, "narrow").click()
    wanted = sum(takes_part(row, "emmanuel-macron") for row in EVENTS)
    expect_events(page, wanted)
    expect(sentence(page)).to_contain_text(f"{wanted} of {ALL} events")
    key(page, "drop-actors:emmanuel-macron").click()
    expect_events(page, ALL)
    key(page, "back").click()
    expect(title(page)).not_to_have_text("Emmanuel Macron")
    expect(chart(page, "actor-graph")).not_to_have_attribute("aria-label", re.compile("Selected: Emmanuel Macron"))
    click_link(page, "link:donald-trump|vladimir-putin")
    expect(title(page)).to_have_text("Donald Trump – Vladimir Putin")
    key(page, "narrow").click()
    expect(key(page, "drop-actors:vladimir-putin")).to_be_visible()
    assert address(page)["match"] == ["all"]
    expect_events(
        page, sum(takes_part(r, "donald-trump") and takes_part(r, "vladimir-putin") for r in EVENTS), "timeline"
    )


def test_brushing_and_zooming_move_the_window_and_filter_nothing(page: Page) -> None:
    whole = window(page)
    strip = chart(page).locator(".ww-brush").bounding_box()
    y = strip["y"] + strip["height"] / 2
    page.mouse.move(strip["x"] + 0.2 * strip["width"], y)
    page.mouse.down()
    page.mouse.move(strip["x"] + 0.4 * strip["width"], y, steps=4)
    page.mouse.up()
    wait_for_window(page)
    brushed = window(page)
    share = [(end - whole[0]) / (whole[1] - whole[0]) for end in brushed]
    assert share == pytest.approx([0.2, 0.4], abs=0.01)
    expect_events(page, ALL)
    key(page, "family-contacts").click()
    expect_events(page, sum(row["type"] in ("call", "meeting") for row in EVENTS))
    expect_window(page, brushed)
    ends = [datetime.fromtimestamp(end / 1000, UTC) for end in window(page)]  # at rest it shows what the address says
    assert ["/".join(f"{end:%Y-%m-%d}" for end in ends)] == address(page)["window"]
    assert [end.hour for end in ends] == [0, 0]
    told = address(page)["window"]
    key(page, "family-contacts").click()
    lanes = chart(page).locator(".nsewdrag").first.bounding_box()
    page.mouse.move(lanes["x"] + lanes["width"] / 2, lanes["y"] + lanes["height"] / 2)
    page.mouse.wheel(0, -300)
    page.wait_for_url(lambda url: "window=" in url and parse_qs(urlsplit(url).query)["window"] != told)
    assert window(page)[1] - window(page)[0] < 0.95 * (brushed[1] - brushed[0])
    expect_events(page, ALL)
    page.get_by_role("button", name="Fit").click()
    page.wait_for_url(lambda url: "window=" not in url)
    expect_window(page, whole)


def plot_meta(page: Page) -> dict[str, object]:
    return page.evaluate("document.querySelector('[data-chart=timeline] .js-plotly-plot').meta")
