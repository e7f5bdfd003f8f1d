"""The page under the ways of serving it, under its headers, and as the settings want it."""

import urllib.request
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, drawn
from tests.browser.serving import served

EVENTS = 215


def test_the_dashboard_draws_the_story_under_its_policy_and_asks_no_other_host(page: Page) -> None:
    assert drawn(page) == EVENTS


def test_the_browser_loads_plotly_once_and_compressed(open_page: OpenPage) -> None:
    page = open_page()
    drawn(page)
    entries = page.evaluate(
        "performance.getEntriesByType('resource').filter((one) => one.name.includes('/whowhen/plotly'))"
    )
    assert len(entries) == 1
    assert 0 < entries[0]["encodedBodySize"] < entries[0]["decodedBodySize"] / 3


def test_a_script_put_into_the_page_does_not_run(page: Page, complaints: list[str]) -> None:
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.intruder = true";
            document.body.append(script);
        }"""
    )
    assert page.evaluate("window.intruder") is None
    assert "Content Security Policy" in complaints.pop()


@pytest.mark.parametrize(("base", "uvicorn"), [("", True), ("stories/of/mine", False)], ids=["uvicorn", "base path"])
def test_the_page_is_drawn_when_it_is_served_otherwise(
    open_page: OpenPage, tmp_path: Path, base: str, uvicorn: bool
) -> None:
    with served(tmp_path, base=base, uvicorn=uvicorn) as address:
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


@pytest.mark.parametrize(("scheme", "background"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(14, 17, 23)")])
def test_the_page_follows_the_colours_of_the_system(open_page: OpenPage, scheme: str, background: str) -> None:
    page = open_page(scheme=scheme)
    drawn(page)
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == background
