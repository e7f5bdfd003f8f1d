"""Coroutines in tests that are no coroutines."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar

T = TypeVar("T")


def awaited(work: Coroutine[Any, Any, T]) -> T:
    """What comes of ``work``, run by a loop in a thread of its own, with the context of this one.

    As ``asyncio.run``, which fails where a loop runs in this thread already: Playwright's does, from the first browser
    test of a process to the end of the last.
    """
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(copy_context().run, asyncio.run, work).result()  # noqa: TID251
