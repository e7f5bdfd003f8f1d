"""The stories of the folder or the database: loaded once for all readers, again when one changes, and kept in sight
while the place where they are cannot be reached.
"""

import datetime
import hashlib
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from components.app.memory import replaced
from components.app.settings import refusal
from components.events.errors import StoryError
from components.events.story import Story
from components.stores.base import FIRST, Store, StoreError
from components.stores.opening import open_store, place, story_names

PAUSE = 2  # seconds for which what could not be reached is not asked again: to find out may take ten
_RETRY = 20  # seconds after which a page tries again to load what could be found, but not loaded
GONE = "gone"
"""The token of a story that cannot be reached."""
_TRIES = 3  # times to load anew when the story changes in the middle of it
_Answer = TypeVar("_Answer")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Sound:
    """A story without defects, and the revision that changes made by a reader of it are made on."""

    story: Story
    revision: int


@dataclass(frozen=True, eq=False)
class Seen:
    """What is known of a story. With ``trouble`` it is what was there before it could not be reached any more.

    ``token`` is the word of ``token`` that stands for it.
    """

    found: Sound | StoryError
    token: str
    trouble: StoreError | None = None


def names() -> list[str]:
    """Names of the stories there are, sound or not. Raises ``StoreError``."""
    return list(_library(place()).names())


def names_before() -> list[str]:
    """Names of the stories that there were when they could be reached last; none if they never could."""
    return list(_library(place()).last)


def look(name: str) -> Seen:
    """The story ``name`` now, else as it was before it could not be reached. Raises ``StoreError`` if it never was."""
    where = place()
    return _shelf(where, name, refusal()).look(_library(where).guard)


def load_at(name: str) -> Sound | StoryError:
    """The story ``name`` with its revision, or its defects, as ``look`` finds it; the page tells when that is old."""
    return look(name).found


def load(name: str) -> Story | StoryError:
    """The story ``name``, or its defects, as ``load_at``."""
    found = load_at(name)
    return found if isinstance(found, StoryError) else found.story


def store(name: str) -> Store:
    """The store of the story ``name``, for all readers; it only reads where nobody edits. Raises ``StoreError``."""
    return _shelf(place(), name, refusal()).store


def past(name: str, revision: int, made: datetime.datetime | None) -> Story:
    """The story ``name`` at an earlier revision, worked out once for all readers; ``made`` is when that one was made.

    Raises ``StoreError``, and ``StoryError`` for one that had defects.
    """
    with _past_lock:
        return _past(place(), name, refusal(), revision, made)


def token(name: str) -> str:
    """A word that changes whenever the page would show something else of the story; of all the names for "".

    It loads nothing, and it tells nothing of the story.
    """
    try:
        return _shelf(place(), name, refusal()).token() if name else _opaque("\n".join(story_names()))
    except StoreError:
        return GONE


def ask_again() -> None:
    """Ask at once for what could not be reached a moment ago."""
    _Guard.asked = time.monotonic()


class _Guard:
    """Asks once for all readers: what could not be reached just now is not waited for by one after the other.

    ``asked`` is when a reader last wanted to know at once.
    """

    asked = 0.0

    def __init__(self) -> None:
        self._error: StoreError | None = None
        self._failed = 0.0

    def check(self) -> None:
        """Raises the ``StoreError`` of the last asking, if that was just now."""
        if self._error is not None and time.monotonic() < self._failed + PAUSE and self.asked < self._failed:
            raise self._error.with_traceback(None)

    def __call__(self, ask: Callable[[], _Answer]) -> _Answer:
        """What ``ask`` answers. Raises ``StoreError``."""
        self.check()
        try:
            answer = ask()
        except StoreError as error:
            if str(error) != str(self._error):
                _log.warning("%s", error)
            self._error, self._failed = error, time.monotonic()
            raise
        self._error = None
        return answer


class _Library:
    """The names of the stories of one place."""

    def __init__(self) -> None:
        self.guard = _Guard()
        self.last: tuple[str, ...] = ()
        self._lock = threading.Lock()

    def names(self) -> tuple[str, ...]:
        """The names now. Raises ``StoreError``."""
        with self._lock:
            self.last = self.guard(lambda: tuple(story_names()))
        return self.last


class _Shelf:
    """One story of one place, as it was seen last."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._guard, self._lock = _Guard(), threading.Lock()
        self._found: Sound | StoryError | None = None
        self._stamp = self._vain = ""
        self._vain_until = 0.0

    def look(self, around: _Guard) -> Seen:
        """The story now, or as it was. ``around`` knows whether its place could be reached."""
        with self._lock:
            try:
                around.check()
                self._guard(self._refresh)
            except StoreError as error:
                if self._found is None:
                    raise
                return Seen(self._found, GONE, error)
            assert self._found is not None
            return Seen(self._found, _opaque(self._stamp))

    def token(self) -> str:
        """The word for the story now. Raises ``StoreError``."""
        stamp = self.store.stamp()
        return GONE if stamp == self._vain and time.monotonic() < self._vain_until else _opaque(stamp)

    def _refresh(self) -> None:
        """Load the story if it is another by now. Raises ``StoreError``."""
        for _ in range(_TRIES):
            stamp = self.store.stamp()
            if stamp == self._stamp:
                return
            try:
                found = self._loaded()
            except StoreError:
                self._vain, self._vain_until = stamp, time.monotonic() + _RETRY
                raise
            if isinstance(self._found, Sound):
                replaced(len(self._found.story.events))
            # To load may change the stamp itself, when it puts down what was edited by hand.
            self._found, self._stamp, self._vain = found, stamp, ""

    def _loaded(self) -> Sound | StoryError:
        try:
            loaded = self.store.load()
        except StoryError as error:
            return error
        return Sound(loaded.story, loaded.revision)


@lru_cache(maxsize=8)
def _library(_where: str) -> _Library:
    return _Library()


@lru_cache(maxsize=64)
def _shelf(_where: str, name: str, refusal: str) -> _Shelf:
    return _Shelf(open_store(name, refusal))


_past_lock = threading.Lock()


@lru_cache(maxsize=16)
def _past(_where: str, name: str, _refusal: str, revision: int, _made: datetime.datetime | None) -> Story:
    """Kept whatever happens since: what was at a revision stays as it was, unless another past took its place."""
    return store(name).load(revision or FIRST).story


def _opaque(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()[:16]
