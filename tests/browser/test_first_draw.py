"""The first picture of a page: drawn once, for the width that the page has, however the page comes about."""

from playwright.sync_api import Page, Route, WebSocket, expect

from tests.browser.conftest import drawn

CHARTS = ("timeline", "actor-graph")
COOKIE, WIDTH = "whowhen_page", "1360"


def told(page: Page) -> list[bytes]:
    """What the page tells the server from its next load on: each message asks for a run of the script."""
    sent: list[bytes] = []

    def listen(socket: WebSocket) -> None:
        if socket.url.endswith("/_stcore/stream"):
            socket.on("framesent", lambda data: sent.append(data))

    page.on("websocket", listen)
    return sent


def settled(page: Page) -> None:
    """Wait until both charts are drawn and nothing runs; what follows a drawing follows at once."""
    for name in CHARTS:
        drawn(page, name)
    page.wait_for_timeout(500)
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")


def keep(page: Page, width: str) -> None:
    page.context.add_cookies([{"name": COOKIE, "value": width, "url": page.url.partition("?")[0]}])


def kept(page: Page) -> str:
    return "".join(one["value"] for one in page.context.cookies() if one["name"] == COOKIE)


def test_a_style_sheet_that_comes_late_costs_no_second_run(page: Page) -> None:
    settled(page)
    keep(page, WIDTH)
    held: list[Route] = []
    late = True
    page.route("**/style.css", lambda route: held.append(route) if late else route.continue_())
    sent = told(page)
    page.reload(wait_until="commit")
    while not sent or not held:
        page.wait_for_timeout(50)
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator("[data-events]")).to_have_count(0)
    late = False
    for route in held:
        route.continue_()
    settled(page)
    assert len(sent) == 1
    assert kept(page) == WIDTH
    page.unroute("**/style.css")


def test_a_page_that_was_of_another_width_is_drawn_for_its_own_and_told_once(page: Page) -> None:
    settled(page)
    sent = told(page)
    for width, runs in (("700", 2), (WIDTH, 1)):
        keep(page, width)
        sent.clear()
        page.reload()
        settled(page)
        assert len(sent) == runs
        assert kept(page) == WIDTH
