"""A link made in one browser opens in another; the page stands in a frame of another site where that is allowed."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, Page, expect

from components.events.changes import Change
from components.stores.folder_store import FolderStore
from tests.app.api_asking import Answer
from tests.app.sharing_steps import Read
from tests.browser.conftest import OpenPage, drawn
from tests.browser.reading import STORY, key
from tests.browser.serving import served

NAME = "talks"
QUERY = f"?story={NAME}&status=disputed&status=reported&lang=en"


class _Site(BaseHTTPRequestHandler):
    """An article elsewhere, whose HTML is ``html``."""

    html = ""

    def do_GET(self) -> None:
        content = f"<!doctype html><title>News</title>{self.html}".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The origin of another site: it differs from the page's by name and port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of stories of its own."""
    folder = tmp_path_factory.mktemp("library")
    copytree(STORY, folder / NAME)
    return folder


@pytest.fixture(scope="module")
def address(library: Path, tmp_path_factory: pytest.TempPathFactory, site: str) -> Iterator[str]:
    """A dashboard that ``site`` may show in a frame."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WHOWHEN_FRAME_ANCESTORS", site)
        with served(tmp_path_factory.mktemp("sharing"), stories=library) as one:
            yield one


def shared(page: Page) -> str:
    """Make a short link by keyboard; its address."""
    key(page, "share").press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("As it is now").click()
    make = dialog.get_by_role("button", name="Make a short link")
    expect(page.locator(".st-key-share-long .ww-address")).to_contain_text("rev=0")
    make.press("Enter")
    copy = dialog.get_by_role("button", name="Copy: Short link")
    expect(copy).to_be_focused()
    copy.press("Enter")
    expect(copy.locator(".ww-done")).to_be_visible()
    return str(page.locator(".st-key-share-short .ww-address").inner_text())


def code_of_frame(page: Page) -> str:
    page.get_by_role("dialog").get_by_role("tab", name="Embed in a page").click()
    return str(page.locator(".st-key-share-code .ww-address").inner_text())


def read(page: Page, address: str) -> Read:
    """The tags of a page, as a program gets them that follows nothing."""
    answer = page.request.get(address)
    started = {"type": "http.response.start", "status": answer.status, "headers": []}
    return Read(Answer([started, {"type": "http.response.body", "body": answer.body()}]))


def test_a_link_opens_elsewhere_as_it_was_made(library: Path, address: str, open_page: OpenPage) -> None:
    page = open_page(QUERY, at=address)
    count = drawn(page)
    link = shared(page)
    assert link.startswith(f"{address}/s/")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(key(page, "share")).to_be_focused()

    store = FolderStore(library / NAME)
    event = next(iter(store.rows("events")))
    store.save(Change({"events": ({"event_id": event, "title_en": "Changed since"},)}, "Bob"), store.revision())

    for scheme, locale in (("light", "de-DE"), ("dark", "fr-FR")):
        other = open_page(link.removeprefix(f"{address}/"), at=address, scheme=scheme, locale=locale)
        assert drawn(other) == count
        expect(other.locator(".ww-pin")).to_contain_text("1 change since")
        assert "rev=0" in other.url
    key(other, "newest").click()
    expect(other.locator(".ww-pin")).to_have_count(0)
    assert drawn(other) == count
    assert "rev" not in other.url

    found = read(page, link)
    assert found.meta["og:url"] == link
    picture = page.request.get(found.meta["og:image"])
    assert (picture.status, picture.headers["content-type"]) == (200, "image/png")


def test_a_page_elsewhere_shows_it_in_a_frame_only_where_that_is_allowed(
    address: str, dashboard: str, site: str, open_page: OpenPage, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(QUERY, at=address)
    count = drawn(page)
    key(page, "share").click()
    frame = code_of_frame(page)
    for home, opens in ((address, True), (dashboard, False)):
        monkeypatch.setattr(_Site, "html", frame.replace(address, home).replace(f"story={NAME}&amp;", ""))
        article = browser.new_page(viewport={"width": 900, "height": 800})
        article.goto(site)
        chart = article.frame_locator("iframe").locator("[data-chart=timeline][data-events]")
        if opens:
            chart.wait_for(state="attached")
            assert int(chart.get_attribute("data-events") or 0) == count
            inside = article.frame_locator("iframe")
            expect(inside.get_by_role("link", name="Open the full page")).to_be_visible()
            expect(inside.get_by_role("button", name="Share view")).to_have_count(0)
            expect(inside.get_by_role("button", name="Add an event")).to_have_count(0)
        else:
            article.wait_for_load_state("networkidle")
            assert article.frames[1].url.startswith("chrome-error:")
        article.close()
