"""Reading articles: not too often for one reader, and not too many at a time for this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from components.app.limiting.at_page import ask, busy, too_often
from components.app.limiting.figures import LONG, cost_of
from components.events.errors import WhowhenError

PATIENCE = 30  # seconds for which a reader waits for a turn
# Articles that are read at a time: more would take the time of all pages. A book holds up no article.
_turns, _turns_of_long = BoundedSemaphore(2), BoundedSemaphore(1)


class LaterError(WhowhenError):
    """An article that is not read now: its reader was there too often (``kind``, ``seconds`` to wait), or, with no
    ``seconds``, too many others are.
    """

    def __init__(self, kind: str, seconds: int = 0) -> None:
        super().__init__(f"{kind}: later")
        self.kind, self.seconds = kind, seconds

    def told(self, language: str) -> str:
        """What the page says."""
        return too_often(self.kind, self.seconds, language) if self.seconds else busy(language)


@contextmanager
def a_turn(kind: str, size: int = 0, patience: float = PATIENCE) -> Iterator[None]:
    """Read an article of ``size`` characters or bytes within the block, which counts as ``kind``.

    Raises ``LaterError``.
    """
    if seconds := ask(kind, cost_of(size)):
        raise LaterError(kind, seconds)
    turns = _turns_of_long if size > LONG else _turns
    if not turns.acquire(timeout=patience):
        raise LaterError(kind)
    try:
        yield
    finally:
        turns.release()
