"""Whether this process answers (``/healthz``), and whether it can show a story (``/readyz``).

What is said to anybody tells neither places nor names; the log has the cause.
"""

import asyncio
import logging
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from components.app.running.work import work

LONGEST = 8  # seconds that a store may take; whoever asks has less patience than a reader
REASONS = {
    "stopping": "this process stops",
    "slow": "the stories take too long to answer",
    "unreachable": "the stories cannot be reached",
    "none": "there is no story yet",
    "defects": "no story is free of defects",
    "failed": "something failed, the log tells what",
}
"""Why nobody should be sent here."""

_log = logging.getLogger(__name__)


def routes(base: str, trouble: Callable[[], str] | None = None) -> list[Route]:
    """Both routes under ``base``. ``trouble`` looks at the stories: "" or a key of ``REASONS``."""
    look = Look(trouble or story_trouble)

    async def alive(_: Request) -> Response:
        return PlainTextResponse("ok", headers={"Cache-Control": "no-store"})

    async def ready(_: Request) -> Response:
        reason = "stopping" if work.stopping else await look()
        told = {"ready": not reason, **({"reason": reason, "told": REASONS[reason]} if reason else {})}
        return JSONResponse(told, 503 if reason else 200, headers={"Cache-Control": "no-store"})

    return [Route(f"{base}/healthz", alive), Route(f"{base}/readyz", ready)]


class Look:
    """Asks for trouble, once for all who want to know at the same time."""

    def __init__(self, trouble: Callable[[], str], longest: float = LONGEST) -> None:
        self._trouble, self._longest = trouble, longest
        self._asking: asyncio.Task[str] | None = None

    async def __call__(self) -> str:
        """What there is, "slow" if that takes too long."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        try:
            return await asyncio.wait_for(asyncio.shield(self._asking), self._longest)
        except TimeoutError:
            return "slow"

    async def _ask(self) -> str:
        try:
            return await asyncio.to_thread(self._trouble)
        except Exception:
            _log.exception("readiness")
            return "failed"


def story_trouble() -> str:
    """What keeps a reader from seeing a story: the one that a page without an address would show."""
    from components.app import stories
    from components.stores.base import StoreError

    try:
        names = stories.names()
        if not names:
            return "none"
        for name in names:
            seen = stories.look(name)
            if seen.trouble is not None:
                return "unreachable"
            if isinstance(seen.found, stories.Sound):
                return ""
        return "defects"
    except StoreError:
        return "unreachable"
