"""What a reader sees on the page and where it can be pointed at."""

import csv
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.serving import ROOT

STORY = ROOT / "data" / "ukraine-diplomacy"
CALL = "trump-putin-call-2024-11-07"  # reported on the 10th of November 2024, disputed from the 11th on

MARKS = """([chart, wanted]) => {
  const found = {};
  for (const point of document.querySelectorAll(`[data-chart="${chart}"] path.point`)) {
    const trace = point.closest(".trace").__data__?.[0]?.trace;
    const id = trace?.customdata?.[point.__data__.i], at = point.getScreenCTM();
    if (id && (!wanted || id === wanted) && getComputedStyle(point).display !== "none")
      found[id] = [at.e, at.f];
  }
  return found;
}"""
MIDDLE_OF_LINK = """id => {
  const plot = document.querySelector("[data-chart=actor-graph] .js-plotly-plot"), box = plot.getBoundingClientRect();
  const [, , x0, y0, x1, y1, x2, y2] = plot.meta.curves.find((curve) => curve[0] === id);
  return [box.x + (x0 + 2 * x1 + x2) / 4, box.y + (y0 + 2 * y1 + y2) / 4];
}"""

AXIS = """() => {
  const axis = document.querySelector("[data-chart=timeline] .js-plotly-plot")._fullLayout.xaxis;
  return axis.range.map((end) => axis.r2l(end));
}"""


def rows_of(table: str) -> list[dict[str, str]]:
    """The rows of a table of the story, as its CSV file has them."""
    with (STORY / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def takes_part(row: dict[str, str], actor: str) -> bool:
    """Whether ``actor`` has any role in the event of ``row``."""
    return actor in {one.strip().partition(":")[0] for one in row["participants"].split(";")}


def chart(page: Page, name: str = "timeline") -> Locator:
    return page.locator(f"[data-chart='{name}']")


def key(page: Page, name: str) -> Locator:
    """The element that keeps its ``data-key`` over rebuilds."""
    return page.locator(f"[data-key='{name}']")


def sentence(page: Page) -> Locator:
    return page.locator(".ww-sentence")


def title(page: Page) -> Locator:
    """The title in the panel."""
    return page.locator(".ww-panel h2")


def popover(page: Page, name: str) -> Locator:
    """The body of the popover ``name``, opened if it is not open already."""
    body = page.get_by_test_id("stPopoverBody")
    if not body.is_visible():
        page.locator(f".st-key-pop-{name} button").first.click()
    body.locator("input, button, p, [data-testid=stText]").first.wait_for()
    return body


def expect_events(page: Page, count: int, *charts: str) -> None:
    """Wait until the charts stand for ``count`` events."""
    for name in charts or ("timeline", "actor-graph"):
        expect(chart(page, name)).to_have_attribute("data-events", str(count))


def marks(page: Page, name: str = "timeline", wanted: str = "") -> dict[str, list[float]]:
    """Where each mark of a chart stands (px of the viewport), by its id."""
    return page.evaluate(MARKS, [name, wanted])


def hover(page: Page, name: str, at: list[float]) -> Locator:
    """Point at a place of a chart and wait for the hover card, which says that the chart found what lies there."""
    page.mouse.move(at[0] - 1, at[1])
    page.mouse.move(at[0], at[1])
    card = chart(page, name).locator(".ww-card")
    card.wait_for()
    return card


def click_mark(page: Page, name: str, mark: str) -> None:
    """Click the mark ``mark`` of a chart as a reader does: go there, see the card, press."""
    chart(page, name).scroll_into_view_if_needed()
    at = marks(page, name, mark)[mark]
    hover(page, name, at)
    page.mouse.click(*at)


def click_link(page: Page, link: str) -> None:
    """Click the middle of a link of the actor graph."""
    chart(page, "actor-graph").scroll_into_view_if_needed()
    at = page.evaluate(MIDDLE_OF_LINK, link)
    hover(page, "actor-graph", at)
    page.mouse.click(*at)


def window(page: Page) -> list[float]:
    """Both ends of the time axis, in milliseconds."""
    return page.evaluate(f"({AXIS})()")


def expect_window(page: Page, ends: list[float], tolerance: float = 86_400_000) -> None:
    """Wait until the time axis shows ``ends``, give or take a day."""
    near = "([ends, by]) => range().every((end, side) => Math.abs(end - ends[side]) <= by)"
    page.wait_for_function(f"(given) => {{ const range = {AXIS}; return ({near})(given); }}", arg=[ends, tolerance])


def write_story(folder: Path, **files: str) -> None:
    """Write a story: ``events="..."`` is its events.csv; the keyword ``story`` its story.toml."""
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / (f"{name}.toml" if name == "story" else f"{name}.csv")).write_text(text, encoding="utf-8")
