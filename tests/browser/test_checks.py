"""Checks of the visual specification that need the whole page: nothing jumps, no text is too small or too pale."""

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from components.charts.theme import THEMES
from tests.browser.conftest import OpenPage, drawn
from tests.browser.reading import CALL, chart, key, marks, popover, window

PANS = (37, -410, 655, -1, -700)  # px
PLACES = """() => {
  const plot = document.querySelector("[data-chart=actor-graph] .js-plotly-plot");
  const nodes = plot.data.find((trace) => trace.mode === "markers" && trace.customdata);
  return Object.fromEntries(nodes.customdata.map((id, at) => [id, [nodes.x[at], nodes.y[at]]]));
}"""
TEXTS = """() => [...document.body.querySelectorAll("*")].flatMap((element) => {
  const text = [...element.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE)
    .map((one) => one.textContent).join("").trim();
  const box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const seen = text && box.width && box.height && style.visibility !== "hidden";
  if (!seen || element.closest("noscript, .ww-hidden")) return [];
  return [[text, parseFloat(style.fontSize), element instanceof SVGElement ? style.fill : style.color]];
})"""


def expect_drawn_for(page: Page, told: list[float]) -> None:
    """Wait until Python's figure for the window ``told`` is on the screen."""
    page.wait_for_function(
        """(told) => {
            const ends = document.querySelector("[data-chart=timeline] .js-plotly-plot").meta.window;
            return ends.every((end, side) => Math.abs(Date.parse(end + "Z") - told[side]) < 12 * 3600000);
        }""",
        arg=told,
    )


def test_no_mark_changes_its_row_when_the_window_is_panned(open_page: OpenPage) -> None:
    page = open_page("?window=2025-02-01/2025-04-15")
    drawn(page)
    lanes = chart(page).locator(".nsewdrag").first.bounding_box()
    x, y = lanes["x"] + lanes["width"] / 2, lanes["y"] + lanes["height"] / 2
    rows = {name: at[1] for name, at in marks(page).items()}
    for by in PANS:
        before = window(page)
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + by / 2, y)
        page.mouse.move(x + by, y)
        page.mouse.up()
        day = (before[1] - before[0]) / lanes["width"]
        expect_drawn_for(page, [end - by * day for end in before])
        now = {name: at[1] for name, at in marks(page).items()}
        common = rows.keys() & now.keys()
        assert len(common) > 25
        assert {name: (rows[name], now[name]) for name in common if abs(rows[name] - now[name]) > 0.5} == {}
        rows |= now


def test_no_actor_changes_its_place_among_the_others_when_filters_change(page: Page) -> None:
    drawn(page, "actor-graph")
    first = page.evaluate(PLACES)
    seen = 0
    for name in ("family-contacts", "crowd-all", "status-confirmed", "family-contacts", "crowd-12", "status-confirmed"):
        stamp = chart(page, "actor-graph").get_attribute("aria-label")
        key(page, name).click()
        expect(chart(page, "actor-graph")).not_to_have_attribute("aria-label", stamp or "")
        now = page.evaluate(PLACES)
        common = sorted(first.keys() & now.keys())
        assert len(common) >= 10
        seen += first.keys() != now.keys()
        for axis in (0, 1):
            old, new = (np.array([places[one][axis] for one in common]) for places in (first, now))
            scale, shift = np.polyfit(old, new, 1)
            assert scale > 0
            assert np.abs(scale * old + shift - new).max() < 1
    assert seen >= 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_text_of_the_page_is_under_10_px_or_faint(open_page: OpenPage, scheme: str) -> None:
    page = open_page(f"?window=2024-11-01/2024-12-15&event={CALL}&known_on=2025-06-01&family=contacts", scheme=scheme)
    drawn(page)
    drawn(page, "actor-graph")
    texts = page.evaluate(TEXTS)
    for name in ("dates", "known", "status"):
        popover(page, name)
        texts += page.evaluate(TEXTS)
        page.keyboard.press("Escape")
        expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    key(page, "tab-table").click()
    page.locator(".ww-table").wait_for()
    texts += page.evaluate(TEXTS)
    assert len(texts) > 500
    faint = THEMES[scheme].faint
    pale = "rgb({}, {}, {})".format(*(int(faint[at : at + 2], 16) for at in (1, 3, 5)))
    assert {(text, size) for text, size, _ in texts if size < 10} == set()
    assert {text for text, _, colour in texts if colour == pale} == set()
