"""The simulated readers of ``tests/benchmarks`` do what a browser does, and each of their acts has its effect."""

import pytest
from playwright.sync_api import Page as Browser
from playwright.sync_api import WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg

from components.events.selection_query import from_query
from components.events.story import Story
from components.stores.folder import read_story
from tests.awaiting import awaited
from tests.benchmarks import simulated_reader
from tests.benchmarks.simulated_reader import MIX, Done, Known, Reader
from tests.benchmarks.streamlit_client import Page, http
from tests.browser.conftest import OpenPage, drawn
from tests.browser.serving import ROOT

STORY = ROOT / "data" / "ukraine-diplomacy"
PAUSE = 1000  # ms after which what a click leads to has been sent


@pytest.fixture(scope="module")
def story() -> Story:
    return read_story(STORY)


def as_text(sent: bytes) -> str:
    """What a page told the server, its fields in one order."""
    message = BackMsg()
    message.ParseFromString(sent)
    fields = sorted(message.rerun_script.widget_states.widgets, key=lambda one: one.id)
    del message.rerun_script.widget_states.widgets[:]
    message.rerun_script.widget_states.widgets.extend(fields)
    return str(message)


def browsed(page: Browser) -> list[str]:
    """What Chromium sends when somebody clicks on a status, searches, and chooses an actor."""
    sent: list[bytes] = []

    def listen(socket: WebSocket) -> None:
        if socket.url.endswith("/_stcore/stream"):
            socket.on("framesent", lambda data: sent.append(bytes(data)))

    def until(runs: int) -> None:
        while len(sent) < runs or page.locator(".stApp[data-test-script-state='running']").count():
            page.wait_for_timeout(50)
        page.wait_for_timeout(PAUSE)

    page.on("websocket", listen)
    page.reload()
    drawn(page, "actor-graph")
    until(1)
    page.locator("[data-key='status-disputed']").click()
    until(2)
    page.locator(".st-key-search input").fill("Macron")
    page.keyboard.press("Enter")
    until(3)
    page.locator(".st-key-pop-actors button").first.click()
    until(4)
    page.locator(".st-key-actors input").first.click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    until(5)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    until(6)
    return [as_text(one) for one in sent]


async def simulated(address: str, story: Story) -> list[str]:
    """What a simulated reader sends who does the same."""
    sent: list[bytes] = []
    async with http() as asking:
        page = Page(address, asking, sent=sent.append)
        reader = Reader(page, Known.of(story), "1", lambda _: None)
        await page.arrive()
        await reader.run("status", page.trigger("summary", "act", {"do": "status", "id": "disputed"}), expect=bool)
        page.put("search", "Macron")
        await reader.run("words", expect=bool)
        page.put("pop-actors", True)
        await reader.run("open", expect=bool)
        page.put("actors", [page.parts["actors"].options[0]])
        await reader.run("actor", expect=bool)
        page.put("pop-actors", False)
        await reader.run("close", expect=bool)
        await page.leave()
    return [as_text(one) for one in sent]


def test_a_simulated_page_sends_what_chromium_sends(open_page: OpenPage, dashboard: str, story: Story) -> None:
    page = open_page(timezone_id="UTC", locale="en-US")
    drawn(page, "actor-graph")
    theirs = browsed(page)
    page.close()
    assert awaited(simulated(dashboard, story)) == theirs


def test_each_act_of_a_simulated_reader_brings_the_pictures_it_asks_for(
    dashboard: str, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simulated_reader, "THINK", (0, 0))
    monkeypatch.setattr(simulated_reader, "HAND", (0, 0))
    done: list[Done] = []
    drawings: list[tuple[str, int, int]] = []

    async def all_acts() -> None:
        async with http() as asking:
            page = Page(dashboard, asking)
            reader = Reader(page, Known.of(story), "7", done.append)
            assert not (await page.arrive()).faults
            for name in MIX:
                await reader.act(name)
                wanted = len(from_query(reader.asked(), story)[0].apply(story).events)
                drawings.append((name, reader.events(), wanted))
                await reader.act("clear")
            await page.leave()

    awaited(all_acts())
    assert {one.kind for one in done} >= {"event", "family", "actor", "dates", "known", "type", "table", "clear"}
    assert [(one.kind, one.faults) for one in done if one.faults or not one.right] == []
    assert [(name, shown) for name, shown, _ in drawings] == [(name, wanted) for name, _, wanted in drawings]
    assert len({shown for _, shown, _ in drawings}) >= 6, "most acts filter"
