"""Tells open pages that their story has changed: a WebSocket for each page, one look at the store for all of them.

The page says with which token it is drawn, at first and after each change of it; the server says another one when the
story has it. A WebSocket, since pages live on one anyway: what lets Streamlit through lets this through, browsers allow
hundreds of them, and one that is idle costs nothing.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.web.server.server_util import is_url_from_allowed_origins

PATH = "/whowhen/changes"
EVERY = 0.25  # seconds between two looks at a story that somebody watches
_APART = 0.05  # seconds between them at least, however often pages ask
_AFTER_FAULT = 30  # seconds
MOST_STORIES, MOST_PAGES = 100, 2000  # watched at once; who comes later tries again
_LONGEST = 64  # characters of a token
REFUSED, FULL = 1008, 1013  # codes of RFC 6455: against the rules here; try again later
Ask = Callable[[str], str]
_log = logging.getLogger(__name__)
# A database that does not answer must not take the threads that Streamlit serves files with.
_threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="whowhen-watch")


@dataclass(eq=False)
class _Page:
    """An open page: the token it is drawn with (None: not said yet), and the last one it was told of."""

    shown: str | None = None
    told: str | None = None
    news: asyncio.Event = field(default_factory=asyncio.Event)


class _Watch:
    """Asks for the token of one story, and wakes the pages that are drawn with another."""

    def __init__(self, story: str, ask: Ask, every: float) -> None:
        self.pages: set[_Page] = set()
        self.token = ""
        self._story, self._ask, self._every = story, ask, every
        self._due = asyncio.Event()
        self.task = asyncio.create_task(self._run())

    def look(self) -> None:
        """Ask soon, and do not wait for the next time."""
        self._due.set()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            self._due.clear()
            try:
                self.token = await loop.run_in_executor(_threads, self._ask, self._story)
            except Exception:
                _log.exception("a story cannot be watched")
                await asyncio.sleep(_AFTER_FAULT)
                continue
            for page in self.pages:
                if page.shown is not None and self.token not in (page.shown, page.told):
                    page.news.set()
            await asyncio.sleep(_APART)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._due.wait(), self._every)


class Watches:
    """The stories that are watched. ``ask`` gives the token of a story, asked ``every`` so many seconds."""

    def __init__(self, ask: Ask, every: float = EVERY) -> None:
        self._ask, self._every = ask, every
        self._watches: dict[str, _Watch] = {}

    def has_room(self, story: str) -> bool:
        """Whether one more page can watch ``story``."""
        pages = sum(len(one.pages) for one in self._watches.values())
        return pages < MOST_PAGES and (story in self._watches or len(self._watches) < MOST_STORIES)

    @asynccontextmanager
    async def joined(self, story: str) -> AsyncIterator[tuple[_Watch, _Page]]:
        """One more page that watches ``story``, until the block ends; with the last one the watch ends."""
        if story not in self._watches:
            self._watches[story] = _Watch(story, self._ask, self._every)
        watch, page = self._watches[story], _Page()
        watch.pages.add(page)
        try:
            yield watch, page
        finally:
            watch.pages.discard(page)
            if not watch.pages:
                watch.task.cancel()
                del self._watches[story]


def route(base: str, may_listen: Callable[[HTTPConnection], bool], watches: Watches | None = None) -> WebSocketRoute:
    """The route under ``base``. A browser that ``may_listen`` does not let through is told nothing."""
    found = watches or Watches(_token)

    async def serve(socket: WebSocket) -> None:
        story = socket.query_params.get("story", "")
        if not (_is_own(socket) and may_listen(socket)):
            await socket.close(REFUSED)
            return
        await socket.accept()
        if not found.has_room(story):
            await socket.close(FULL)
            return
        async with found.joined(story) as (watch, page):
            telling = asyncio.create_task(_tell(socket, watch, page))
            try:
                await _listen(socket, watch, page)
            finally:
                telling.cancel()

    return WebSocketRoute(base + PATH, serve)


async def _listen(socket: WebSocket, watch: _Watch, page: _Page) -> None:
    """Take down what the page says, until it goes."""
    with suppress(WebSocketDisconnect, KeyError):  # KeyError: it sent bytes
        while True:
            page.shown, page.told = (await socket.receive_text())[:_LONGEST], None
            watch.look()


async def _tell(socket: WebSocket, watch: _Watch, page: _Page) -> None:
    with suppress(WebSocketDisconnect, RuntimeError):  # it has gone: the other side of the work ends then, too
        while True:
            await page.news.wait()
            page.news.clear()
            page.told = watch.token
            await socket.send_text(watch.token)


def _is_own(socket: WebSocket) -> bool:
    """Whether the page that asks is ours, as Streamlit judges it for its own WebSocket."""
    origin = socket.headers.get("origin")
    if origin is None or urlsplit(origin).netloc == socket.headers.get("host"):
        return True
    return bool(is_url_from_allowed_origins(origin))


def _token(story: str) -> str:
    from components.app.stories import token  # with all that stories need; the server starts without

    return token(story)
