"""Counting within a moving window, in the memory of this process: ``limits`` decides, this keeps what it counts."""

import math
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import Any

from cachetools import LRUCache
from limits import RateLimitItemPerSecond
from limits.storage import MovingWindowSupport, Storage
from limits.strategies import MovingWindowRateLimiter

from components.app.limiting.clients import HOME
from components.app.limiting.figures import FIGURES, MOST_CLIENTS

Figures = Mapping[str, Sequence[tuple[int, int]]]


class Kept(Storage, MovingWindowSupport):
    """When each client asked, by ``clock`` in seconds, for the ``most`` that asked last.

    The memory that comes with ``limits`` keeps all clients, and looks through them in a thread of its own.
    """

    STORAGE_SCHEME = None

    def __init__(self, most: int, clock: Callable[[], float]) -> None:
        super().__init__()
        self.clock = clock
        self.events: LRUCache[str, deque[float]] = LRUCache(most)
        self._lock = Lock()

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Whether ``key`` may ask ``amount`` times more, ``limit`` times in ``expiry`` seconds; then it has."""
        with self._lock:
            events = self._within(key, expiry)
            if len(events) + amount > limit:
                return False
            events.extend([self.clock()] * amount)
            return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:  # noqa: ARG002 (of limits)
        """When ``key`` asked first within the last ``expiry`` seconds, and how often."""
        with self._lock:
            events = self._within(key, expiry)
            return (events[0], len(events)) if events else (self.clock(), 0)

    def free_at(self, key: str, limit: int, expiry: int, amount: int) -> float:
        """When ``key`` may ask ``amount`` times."""
        with self._lock:
            events = self._within(key, expiry)
            over = len(events) + amount - limit
            return events[min(over, len(events)) - 1] + expiry if over > 0 and events else self.clock()

    def _within(self, key: str, expiry: int) -> deque[float]:
        events = self.events.get(key)
        if events is None:
            self.events[key] = events = deque()
        since = self.clock() - expiry
        while events and events[0] <= since:
            events.popleft()
        return events

    @property
    def base_exceptions(self) -> type[Exception]:
        """Of the interface: memory has none."""
        return ValueError

    def check(self) -> bool:
        """Of the interface: it is there."""
        return True

    def reset(self) -> int:
        """Forget all clients; how many these were."""
        with self._lock:
            known = len(self.events)
            self.events.clear()
            return known

    def clear(self, key: str) -> None:
        """Forget ``key``."""
        with self._lock:
            self.events.pop(key, None)

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Of other ways to count."""
        raise NotImplementedError

    get: Any = incr
    get_expiry: Any = incr


class Limits:
    """What each client asked for, and may ask for yet."""

    def __init__(
        self, figures: Figures = FIGURES, most: int = MOST_CLIENTS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.kept = Kept(most, clock)
        self._limiter, self._one = MovingWindowRateLimiter(self.kept), Lock()
        self._items = {
            kind: [RateLimitItemPerSecond(amount, seconds, kind) for amount, seconds in of]
            for kind, of in figures.items()
        }

    def ask(self, kind: str, client: str, cost: int = 1) -> int:
        """Let ``client`` do something of ``kind`` that counts as ``cost``: 0, or in how many seconds it may.

        What is refused does not count.
        """
        if client == HOME:
            return 0
        with self._one:
            seconds = self.wait(kind, client, cost)
            if not seconds:
                for item in self._items[kind]:
                    self._limiter.hit(item, client, cost=cost)
        return seconds

    def wait(self, kind: str, client: str, cost: int = 1) -> int:
        """In how many seconds ``client`` may do something of ``kind``, 0 for now. It counts nothing."""
        items = () if client == HOME else self._items[kind]
        late = (item for item in items if not self._limiter.test(item, client, cost=cost))
        return max((self._wait(item, client, cost) for item in late), default=0)

    def _wait(self, item: RateLimitItemPerSecond, client: str, cost: int) -> int:
        at = self.kept.free_at(item.key_for(client), item.amount, item.get_expiry(), cost)
        return max(1, math.ceil(at - self.kept.clock()))


limits = Limits()
"""Those of this process."""
