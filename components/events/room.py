"""Room for what is worked out of large tables and can be worked out again: what was asked for last stays."""

import threading
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from cachetools import LRUCache

ROOM = 256 << 20
"""Bytes that all of it may take, for all readers of the server."""
LEAST = 512  # bytes: what holding a thing takes besides the thing
T = TypeVar("T")

_lock = threading.Lock()


class Key:
    """Stands for a thing without keeping it alive."""


def size_of(value: Any) -> int:
    """Bytes of arrays, columns, and values made of them."""
    if is_dataclass(value) and not isinstance(value, type):
        return LEAST + sum(size_of(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, tuple | list):
        return LEAST + sum(map(size_of, value))
    return LEAST + int(getattr(value, "nbytes", 0))


_HELD: "LRUCache[Key, Any]" = LRUCache(ROOM, getsizeof=size_of)


def held(key: Key, compute: Callable[[], T]) -> T:
    """What ``compute`` returns, from before if there was room for it; ``key`` is its own."""
    with _lock:
        found = _HELD.get(key, _HELD)
    if found is _HELD:
        found = compute()
        with _lock:
            if size_of(found) <= ROOM:
                _HELD[key] = found
    value: T = found
    return value


def room_taken() -> int:
    """Bytes taken now."""
    return int(_HELD.currsize)
