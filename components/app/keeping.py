"""What is worked out for one reader and kept for all: bounded by the room it takes, not only by its number."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import numpy as np
from cachetools import LRUCache
from cachetools.keys import hashkey

from components.events.joins import cutting
from components.events.story import Story

ROOM = 96 << 20
"""Bytes that the results of one function, and the stories they hold on to, may take."""
T = TypeVar("T")


def story_bytes(story: Story) -> int:
    """Bytes that ``story`` takes besides what it was cut out of: a bit an event, and what is known of each on a day."""
    part = cutting(story)
    if part is None:
        return 0
    own = (
        len(story.events) * 6 if story.revision.rpartition("|")[2].startswith("known ") else len(part.story.events) // 8
    )
    return own + story_bytes(part.story)


def kept(most: int, room: int = ROOM) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """As ``lru_cache``, for functions whose arguments hold stories: ``most`` results, no more bytes than ``room``."""

    def decorate(function: Callable[..., T]) -> Callable[..., T]:
        held: LRUCache[Any, tuple[T, int]] = LRUCache(room, getsizeof=lambda pair: pair[1])
        lock = threading.RLock()

        @wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> T:
            key = hashkey(*args, **kwargs)
            with lock:
                if key in held:
                    return held[key][0]
            value = function(*args, **kwargs)
            size = max(room // most, _size(value) + sum(map(_size, (*args, *kwargs.values()))))
            with lock:
                if size <= room:
                    held[key] = (value, size)
            return value

        wrapper.cache_clear = held.clear  # type: ignore[attr-defined]
        return wrapper

    return decorate


def _size(value: Any) -> int:
    if isinstance(value, Story):
        return story_bytes(value)
    if isinstance(value, str):
        return len(value)
    if isinstance(value, tuple):
        return sum(map(_size, value))
    if isinstance(value, np.ndarray):
        return value.nbytes
    known = getattr(value, "known", None)
    return story_bytes(known) if isinstance(known, Story) else 0
