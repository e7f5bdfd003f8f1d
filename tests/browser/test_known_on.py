"""The page as known on a day: statuses of that day, what changed, and no word of what came later."""

import json
import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, drawn
from tests.browser.reading import CALL, key, popover, title

LEAKS = ("denied by the Kremlin", "démenti par le Kremlin")
DAY_BEFORE, DAY_AFTER = "2024-11-10", "2024-11-11"


def pill(page: Page) -> str:
    return page.locator(".ww-panel .ww-pill").first.inner_text().lower()


def step(page: Page, name: str) -> None:
    """Press a button of the popover "As known on"."""
    popover(page, "known").get_by_role("button", name=name, exact=True).click()


def all_that_was_sent(page: Page) -> str:
    """Every text and attribute of the page, and the figures behind the charts with their hover cards."""
    figures = page.evaluate("""() => [...document.querySelectorAll(".js-plotly-plot")].map((plot) =>
        JSON.stringify([plot.meta, plot.data, plot.layout.annotations]))""")
    return page.content() + json.dumps(figures) + "".join(json.loads(json.dumps(figures)))


def test_the_call_of_7_november_is_reported_on_the_10th_and_disputed_on_the_11th(open_page: OpenPage) -> None:
    page = open_page(f"?known_on={DAY_BEFORE}&event={CALL}&view=table")
    drawn(page)
    expect(title(page)).to_have_text("Reported Trump-Putin phone call")
    row = page.locator(".ww-table tr[aria-selected=true]")
    expect(row).to_contain_text("reported")
    assert pill(page) == "reported"
    voices = [text.split()[0] for text in page.locator(".ww-voice").all_inner_texts()]
    assert voices == ["3", "1", "1"]
    step(page, "Next change")
    page.wait_for_url(re.compile(f"known_on={DAY_AFTER}"))
    expect(row).to_contain_text("disputed")
    assert pill(page) == "disputed"
    said = page.locator(".ww-known")
    expect(said).to_contain_text(
        "Changed since the day before: Reported Trump-Putin phone call goes from reported to disputed"
    )
    assert re.search(r"\d+ claims? (is|are) new", said.inner_text())
    step(page, "Previous change")
    page.wait_for_url(re.compile(f"known_on={DAY_BEFORE}"))
    expect(row).to_contain_text("reported")
    step(page, "Day before")
    page.wait_for_url(re.compile("known_on=2024-11-09"))
    expect(page.locator(".ww-known")).to_contain_text("9 November 2024")
    expect(page.locator(".ww-table")).not_to_contain_text("Reported Trump-Putin phone call")
    table = page.locator(".ww-table").text_content() or ""
    step(page, "Today")
    page.wait_for_url(lambda url: "known_on=" not in url)
    expect(title(page)).to_contain_text(LEAKS[0])
    expect(page.locator(".ww-known")).to_have_count(0)
    assert "Trump says he has not yet talked to Putin" in table


def test_nothing_on_the_page_of_the_10th_tells_what_the_kremlin_said_the_next_day(open_page: OpenPage) -> None:
    page = open_page(f"?known_on={DAY_BEFORE}&event={CALL}")
    drawn(page)
    drawn(page, "actor-graph")
    sent = all_that_was_sent(page)
    key(page, "tab-table").click()
    page.locator(".ww-table").wait_for()
    sent += all_that_was_sent(page)
    key(page, "lang-fr").click()
    expect(title(page)).to_contain_text("Appel Trump-Poutine rapporté")
    sent += all_that_was_sent(page)
    assert "Reported Trump-Putin phone call" in sent
    assert [leak for leak in (*LEAKS, "Dmitry Peskov denies", "Dmitri Peskov dément") if leak in sent] == []
    assert "2024-11-11" not in re.sub(r"whowhen\S*", "", page.locator("main, .stMain").first.inner_text())
