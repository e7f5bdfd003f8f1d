"""Fixtures of the browser tests: one Chromium and two dashboards for all of them, an empty tab for each page.

A test that uses ``open_page`` also fails when the page logs an error, asks another host for anything, or gets a 4xx
or 5xx.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from components.stores.folder_store import FolderStore
from tests.browser.chromium import NoBrowserError, chromium, flags
from tests.browser.reading import STORY
from tests.browser.serving import served
from tests.browser.tabs import PATIENCE, Tabs, Watch

OpenPage = Callable[..., Page]
REBOUND = "rebound.example"  # a name by which the browser finds this machine, as the owner of any name can have it


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
    one = playwright.chromium.launch(
        executable_path=path, args=[*flags(), f"--host-resolver-rules=MAP {REBOUND} 127.0.0.1"]
    )
    yield one
    one.close()


@pytest.fixture(scope="package")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the dashboard with the stories of the repository."""
    with served(tmp_path_factory.mktemp("dashboard")) as address:
        yield address


@dataclass(frozen=True)
class Own:
    """A story that a test may change, its query, and the address of the dashboard that shows it."""

    address: str
    path: Path

    @property
    def query(self) -> str:
        return f"?story={self.path.name}"

    @property
    def store(self) -> FolderStore:
        return FolderStore(self.path)


@pytest.fixture(scope="package")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a dashboard where stories are edited, and the folder into which a test puts its own."""
    folder = tmp_path_factory.mktemp("desk")
    stories = folder / "stories"
    stories.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("WHOWHEN_EDITING", raising=False)
        with served(folder, stories=stories) as address:
            yield address, stories


@pytest.fixture
def own(desk: tuple[str, Path]) -> Own:
    """A copy of the story of the repository, for one test."""
    address, stories = desk
    path = stories / f"story-{len(list(stories.iterdir()))}"
    shutil.copytree(STORY, path, ignore=shutil.ignore_patterns(".whowhen", "history.jsonl"))
    return Own(address, path)


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What went wrong on the pages of this test; a test that provokes an error takes it out of the list."""
    found: list[str] = []
    yield found
    assert not found, "\n".join(found)


@pytest.fixture(scope="package")
def tabs(browser: Browser) -> Iterator[Tabs]:
    one = Tabs(browser)
    yield one
    one.close()


@pytest.fixture
def open_page(tabs: Tabs, dashboard: str, complaints: list[str]) -> Iterator[OpenPage]:
    """Open the dashboard as a new reader: ``open_page("?actor=x", width=390, scheme="dark", at=<another address>)``.

    Further keywords go to the browser context (``locale``, ``has_touch``, ...).
    """
    taken = []

    def open_page(
        query: str = "",
        *,
        width: int = 1400,
        height: int = 1000,
        scheme: str = "light",
        at: str = dashboard,
        **more: object,
    ) -> Page:
        tab = tabs.take(Watch(urlsplit(at).netloc, complaints), width, height, scheme, **more)
        taken.append(tab)
        tab.page.goto(f"{at}/{query}")
        return tab.page

    yield open_page
    for tab in taken:
        tabs.give_back(tab)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """The dashboard at 1400 px, light, with the timeline drawn."""
    one = open_page()
    drawn(one)
    return one


def drawn(page: Page, chart: str = "timeline") -> int:
    """Wait until ``chart`` has been drawn; the number of events its picture stands for."""
    root = page.locator(f"[data-chart='{chart}'][data-events]")
    root.wait_for(state="attached")
    return int(root.get_attribute("data-events") or 0)


def log_of(folder: Path) -> str:
    """What the servers that keep their logs in ``folder`` said."""
    return "\n".join(one.read_text() for one in sorted(folder.glob("server-*.log")))
