"""Fixtures of the browser tests: one Chromium and one dashboard for all of them, a clean page for each.

A test that uses ``open_page`` also fails when the page logs an error, asks another host for anything, or gets a 4xx
or 5xx.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    Response,
    expect,
    sync_playwright,
)

from tests.browser.chromium import NoBrowserError, chromium, flags
from tests.browser.serving import served

OpenPage = Callable[..., Page]
PATIENCE = 40_000  # milliseconds to wait for what a reader waits for; a loaded machine of two cores needs a few


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as one:
        yield one


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    try:
        path = chromium(playwright)
    except NoBrowserError as error:
        pytest.fail(str(error), pytrace=False)
    one = playwright.chromium.launch(executable_path=path, args=flags())
    yield one
    one.close()


@pytest.fixture(scope="package")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the dashboard with the stories of the repository."""
    with served(tmp_path_factory.mktemp("dashboard")) as address:
        yield address


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What went wrong on the pages of this test; a test that provokes an error takes it out of the list."""
    found: list[str] = []
    yield found
    assert not found, "\n".join(found)


@pytest.fixture
def open_page(browser: Browser, dashboard: str, complaints: list[str]) -> Iterator[OpenPage]:
    """Open the dashboard as a new reader: ``open_page("?actor=x", width=390, scheme="dark", at=<another address>)``.

    Further keywords go to the browser context (``locale``, ``has_touch``, ...).
    """
    contexts = []

    def open_page(
        query: str = "",
        *,
        width: int = 1400,
        height: int = 1000,
        scheme: str = "light",
        at: str = dashboard,
        **more: object,
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **more)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        watch(page, at, complaints)
        page.goto(f"{at}/{query}")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """The dashboard at 1400 px, light, with the timeline drawn."""
    one = open_page()
    drawn(one)
    return one


def watch(page: Page, address: str, complaints: list[str]) -> None:
    """Write down what goes wrong on ``page``."""
    home = urlsplit(address).netloc

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"console: {message.text}")

    def request(one: Request) -> None:
        target = urlsplit(one.url)
        if target.scheme not in ("data", "blob") and target.netloc != home:
            complaints.append(f"another host was asked: {one.url}")

    def response(one: Response) -> None:
        if one.status >= 400:
            complaints.append(f"status {one.status}: {one.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: complaints.append(f"uncaught: {error}"))
    page.on("request", request)
    page.on("response", response)


def drawn(page: Page, chart: str = "timeline") -> int:
    """Wait until ``chart`` has been drawn; the number of events its picture stands for."""
    root = page.locator(f"[data-chart='{chart}'][data-events]")
    root.wait_for(state="attached")
    return int(root.get_attribute("data-events") or 0)


def log_of(folder: Path) -> str:
    """What the servers that keep their logs in ``folder`` said."""
    return "\n".join(one.read_text() for one in sorted(folder.glob("server-*.log")))
