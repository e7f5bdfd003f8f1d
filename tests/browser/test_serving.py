"""The page under the ways of serving it, under its headers, and as the settings want it."""

import urllib.request
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, drawn
from tests.browser.serving import served

EVENTS = 215


def test_the_story_is_drawn_under_the_policy_with_one_plotly_that_came_compressed_and_no_script_put_in_runs(
    page: Page, complaints: list[str]
) -> None:
    assert drawn(page) == EVENTS
    entries = page.evaluate(
        "performance.getEntriesByType('resource').filter((one) => one.name.includes('/whowhen/plotly'))"
    )
    assert len(entries) == 1
    assert 0 < entries[0]["encodedBodySize"] < entries[0]["decodedBodySize"] / 3
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.intruder = true";
            document.body.append(script);
        }"""
    )
    assert page.evaluate("window.intruder") is None
    assert "Content Security Policy" in complaints.pop()


def test_the_page_is_drawn_when_another_server_serves_it(open_page: OpenPage, tmp_path: Path) -> None:
    with served(tmp_path, uvicorn=True) as address:
        page = open_page(at=address)
        assert drawn(page) == EVENTS
        page.close()  # a page that outlives its server complains


def test_a_page_that_shows_no_charts_yet_is_already_told_to_fetch_plotly(dashboard: str) -> None:
    with urllib.request.urlopen(f"{dashboard}/", timeout=10) as answer:  # noqa: S310 (our own http address)
        link = answer.headers["Link"]
    address = link.split(">")[0].removeprefix("<")
    with urllib.request.urlopen(urljoin(f"{dashboard}/", address), timeout=10) as answer:  # noqa: S310 (our own http address)
        assert answer.headers["Content-Type"].startswith("text/javascript")
        assert b"plotly.js v" in answer.read(200)


def test_the_page_follows_the_colours_of_the_system(page: Page) -> None:
    colour = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    for scheme, background in (("dark", "rgb(14, 17, 23)"), ("light", "rgb(255, 255, 255)")):
        page.emulate_media(color_scheme=scheme)
        page.reload()
        drawn(page)
        assert page.evaluate(colour) == background
