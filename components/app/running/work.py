"""What is under way in this process, so that a stop can wait for it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Work:
    """Counts pieces of work. ``stopping`` says that this process takes on no new readers."""

    def __init__(self) -> None:
        self.stopping = False
        self._idle = threading.Condition()
        self._under_way = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        """A piece of work, as long as the block lasts."""
        with self._idle:
            self._under_way += 1
        try:
            yield
        finally:
            with self._idle:
                self._under_way -= 1
                self._idle.notify_all()

    def wait(self, most: float, calm: float) -> bool:
        """Wait until nothing was under way for ``calm`` seconds, ``most`` seconds at most; whether that came."""
        end = time.monotonic() + most
        with self._idle:
            while (left := end - time.monotonic()) > 0:
                if not self._idle.wait_for(lambda: self._under_way == 0, left):
                    return False
                if not self._idle.wait_for(lambda: self._under_way > 0, min(calm, max(0.0, end - time.monotonic()))):
                    return True
        return False


work = Work()
"""That of this process."""
