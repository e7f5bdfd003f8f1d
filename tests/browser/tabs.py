"""Tabs that are used again by test after test, each time for a reader who was never here.

The scripts of a page are compiled by the process behind its tab: a tab that has shown the page once shows it again for
a third of the work. What a reader could leave behind is cleared: cookies, storage, permissions, colours and size.
"""

from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, Response

PATIENCE = 40_000  # milliseconds to wait for what a reader waits for; a loaded machine of two cores needs a few
IDLE = 3  # tabs that may wait for another test
EMPTY = "/_stcore/health"  # an empty tab is still at its host: for another the browser may start another process
FORGET = "() => { localStorage.clear(); sessionStorage.clear(); }"


@dataclass
class Watch:
    """Writes into ``complaints`` what goes wrong on a page of the host ``home``, until the page is another's."""

    home: str
    complaints: list[str]

    def over(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", self._error)
        page.on("request", self._request)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"console: {message.text}")

    def _error(self, error: object) -> None:
        self.complaints.append(f"uncaught: {error}")

    def _request(self, one: Request) -> None:
        target = urlsplit(one.url)
        if target.scheme not in ("data", "blob") and target.netloc != self.home:
            self.complaints.append(f"another host was asked: {one.url}")

    def _response(self, one: Response) -> None:
        if one.status >= 400:
            self.complaints.append(f"status {one.status}: {one.url}")


@dataclass
class Tab:
    """A tab in a browser context of its own, which was made with ``options``."""

    page: Page
    options: dict[str, object]
    watch: Watch


@dataclass
class Tabs:
    """The tabs of one browser."""

    browser: Browser
    idle: list[Tab] = field(default_factory=list)

    def take(self, watch: Watch, width: int, height: int, scheme: str, **options: object) -> Tab:
        """An empty tab of a new reader; ``options`` go to the browser context (``locale``, ``has_touch``, ...)."""
        permissions = options.pop("permissions", ())
        tab = next((one for one in self.idle if one.options == options), None)
        if tab:
            self.idle.remove(tab)
            tab.watch.home, tab.watch.complaints = watch.home, watch.complaints
            tab.page.set_viewport_size({"width": width, "height": height})
        else:
            context = self.browser.new_context(viewport={"width": width, "height": height}, **options)
            context.set_default_timeout(PATIENCE)
            tab = Tab(context.new_page(), options, watch)
            watch.over(tab.page)
        tab.page.emulate_media(color_scheme=scheme)
        if permissions:
            tab.page.context.grant_permissions(permissions)
        return tab

    def give_back(self, tab: Tab) -> None:
        """Empty a tab for the next reader; one that was closed is gone."""
        page, context = tab.page, tab.page.context
        if page.is_closed():
            context.close()
            return
        for other in context.pages:
            if other is not page:
                other.close()
        tab.watch.complaints = []
        try:
            page.evaluate(FORGET)
            page.goto(urljoin(page.url, EMPTY))
        except Error:  # its server is gone
            context.close()
            return
        context.clear_cookies()
        context.clear_permissions()
        self.idle.append(tab)
        if len(self.idle) > IDLE:
            self.idle.pop(0).page.context.close()

    def close(self) -> None:
        for tab in self.idle:
            tab.page.context.close()
