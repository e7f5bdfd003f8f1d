"""A stop that loses nothing: work under way ends first, new readers go elsewhere, and it does not take for ever.

A run of the page, and so a save, is a daemon thread of Streamlit: without this it would end with the process.
"""

import asyncio
import logging
import os
import signal
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import FrameType
from typing import Any

from components.app.running import logs
from components.app.running.work import Work, work

PATIENCE = 20  # seconds for which work under way is waited for
LONGEST = 25  # seconds after which the process ends, whatever still holds it
CALM = 0.7  # seconds without work after which a page has heard of its save


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """What an ``st.App`` runs in: SIGTERM stops it in peace. SIGINT (Ctrl+C) stops it at once, as ever."""
    before = signal.getsignal(signal.SIGTERM)
    if callable(before) and threading.current_thread() is threading.main_thread():
        loop = asyncio.get_running_loop()
        stopping: list[asyncio.Task[None]] = []

        def begin() -> None:
            if not stopping:
                stopping.append(loop.create_task(stop(before, work)))

        loop.add_signal_handler(signal.SIGTERM, begin)
    yield


async def stop(before: Callable[[int, FrameType | None], Any], under_way: Work) -> None:
    """Let what is ``under_way`` end, then do what the server does on SIGTERM (``before``)."""
    under_way.stopping = True
    logs.tell("stopping")
    threading.Thread(target=_end, args=(LONGEST,), daemon=True, name="whowhen-end").start()
    if not await asyncio.to_thread(under_way.wait, PATIENCE, CALM):
        logs.tell("stopped with work under way", logging.WARNING)
    before(signal.SIGTERM, None)


def _end(seconds: float) -> None:
    """End the process after so many seconds. What was not saved by then is not there; a save is all or nothing."""
    time.sleep(seconds)
    logs.tell("ended, since something held it", logging.ERROR)
    os._exit(1)
