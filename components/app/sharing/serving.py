"""The routes of short links: who may read, the work in threads of their own, and the answers."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from components.app.api.access import may_read, site
from components.app.api.serving import respond
from components.app.api.values import Body, ProblemError
from components.app.sharing import PATH
from components.app.sharing.page import POLICY, Card, html
from components.app.sharing.words import share_words
from components.app.view import LANGUAGES
from components.stores.base import StoreError

if TYPE_CHECKING:  # it needs all that stories need, which the server starts without
    from components.app.sharing.shared import Shared

HTML = "text/html; charset=utf-8"
LONGEST = 64  # characters of a code
SECONDS = 20  # for an answer
Work = Callable[[Request, str, str], Response]


class _Pool:
    """Threads for one kind of work, and how many may wait for them: who comes later tries again."""

    def __init__(self, threads: int, waiting: int, name: str) -> None:
        self._threads, self.room = ThreadPoolExecutor(threads, f"whowhen-{name}"), BoundedSemaphore(waiting)

    async def run(self, work: Work, request: Request, base: str, code: str) -> Response:
        """What ``work`` answers; raises ``TimeoutError`` where it takes too long, or too many wait."""
        room = self.room
        if not room.acquire(blocking=False):
            raise TimeoutError
        future = self._threads.submit(work, request, base, code)
        future.add_done_callback(lambda _: room.release())
        return await asyncio.wait_for(asyncio.wrap_future(future), SECONDS)


# Streamlit's own threads serve files: a picture, or a database that does not answer, must not take them. Pictures are
# drawn one at a time: a crowd of programs that look at a link must not take the processor from people at the page.
_pages = _Pool(2, 64, "share")
_drawing = _Pool(1, 24, "picture")


def routes(base: str) -> list[BaseRoute]:
    """The page of a link and its picture, below ``base`` ("" or "/timeline")."""
    both = (("/{code}.png", _drawing, _picture), ("/{code}", _pages, _page))
    return [
        Route(base + PATH + path, _endpoint(pool, work, base), methods=["GET", "HEAD"]) for path, pool, work in both
    ]


def _endpoint(pool: _Pool, work: Work, base: str) -> Callable[[Request], object]:
    async def serve(request: Request) -> Response:
        language = _language(request)
        if not may_read(request):
            return _told(request, language, "closed", 401, {"WWW-Authenticate": 'Bearer realm="whowhen"'})
        try:
            return await pool.run(work, request, base, request.path_params["code"][: LONGEST + 1])
        except TimeoutError:
            return _told(request, language, "busy", 503, {"Retry-After": "5"})

    return serve


def _page(request: Request, base: str, code: str) -> Response:
    return _found(request, code, lambda found: _dressed(respond(request, _card(request, base, found))))


def _picture(request: Request, _base: str, code: str) -> Response:
    from components.app.sharing.picture import picture  # Pillow and the charts, for the first who asks

    return _found(request, code, lambda found: respond(request, picture(found)))


def _found(request: Request, code: str, answer: Callable[["Shared"], Response]) -> Response:
    from components.app.sharing.shared import FaultyError, shared  # with all that stories need

    language = _language(request)
    try:
        found = shared(code, language)
    except FaultyError:
        return _told(request, language, "faulty", 503, {"Retry-After": "300"})
    except StoreError:
        return _told(request, language, "unreachable", 503, {"Retry-After": "5"})
    try:
        return _told(request, language, "missing", 404) if found is None else answer(found)
    except ProblemError as error:
        return _told(request, language, "host", error.status)


def _card(request: Request, base: str, found: "Shared") -> Body:
    from components.charts.preview import SIZE

    words, own = share_words(found.scene.language), f"{site(request, base)}{PATH}/{found.link.code}"
    card = Card(
        language=found.scene.language,
        title=found.title,
        told=(found.description,),
        target=f"../?{found.link.query}",
        link=words("short.open"),
        goes=True,
        url=own,
        image=f"{own}.png",
        image_alt=words("short.picture", title=found.title),
        size=SIZE,
    )
    return Body(html(card), HTML)


def _told(request: Request, language: str, what: str, status: int, headers: dict[str, str] | None = None) -> Response:
    """A page that says in words why there is nothing to be seen."""
    words = share_words(language)
    card = Card(language, words(f"short.{what}"), (words(f"short.{what}_help"),), "../", words("short.home"))
    content = html(card)
    given = {"Cache-Control": "no-store", "Content-Length": str(len(content)), **(headers or {})}
    answer = Response(content if request.method != "HEAD" else b"", status, given, media_type=HTML)
    return _dressed(answer)


def _dressed(answer: Response) -> Response:
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


def _language(request: Request) -> str:
    """The first language of the browser that there are words in."""
    for part in request.headers.get("accept-language", "").split(","):
        code = part.partition(";")[0].strip()[:2].lower()
        if code in LANGUAGES:
            return code
    return LANGUAGES[0]
