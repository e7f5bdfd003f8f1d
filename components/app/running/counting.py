"""A store that counts what becomes of saves, and lets a stop wait for them."""

from collections.abc import Iterator
from contextlib import contextmanager

from components.app.running import metrics
from components.app.running.work import work
from components.events.changes import Change
from components.events.errors import StoryError
from components.stores.base import ConflictError, EditingError
from components.stores.guarded import Guarded


class Counted(Guarded):
    """``store``, for whom it lets through; nobody is refused here."""

    def save(self, change: Change, expected: int) -> int:
        """As ``Store.save`` says."""
        with _counted():
            return self._store.save(change, expected)

    def undo(self, number: int, by: str, why: str = "") -> int:
        """As ``Store.undo`` says."""
        with _counted():
            return self._store.undo(number, by, why)

    def _let(self, by: str) -> None:
        """Everybody."""


@contextmanager
def _counted() -> Iterator[None]:
    outcome = "failed"
    try:
        with work.one():
            yield
        outcome = "saved"
    except ConflictError:
        outcome = "conflict"
        raise
    except EditingError:
        outcome = "refused"
        raise
    except StoryError:
        outcome = "defects"
        raise
    finally:
        metrics.saved(outcome)
