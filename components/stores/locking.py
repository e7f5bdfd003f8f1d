"""A lock that works between threads and processes. The system gives it back when its holder ends, however it ends."""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from components.stores.base import StoreError

_PAUSE = 0.004  # seconds between two tries
_BUSY = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)

if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

    def _give(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    # flock belongs to the open file, not to the process: two threads exclude each other, too.
    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


@contextmanager
def locked(file: Path, patience: float) -> Iterator[None]:
    """Hold the lock ``file``, which is made if it is missing; wait up to ``patience`` seconds.

    Raises ``StoreError`` if another keeps it that long, ``OSError`` if the file cannot be opened.
    """
    handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
    try:
        end = time.monotonic() + patience
        while not _taken(handle):
            if time.monotonic() > end:
                raise StoreError(
                    f"{file.parent.parent} has been in use by another program for {patience:g} seconds: look what "
                    "keeps it, then try again",
                    "busy",
                )
            time.sleep(_PAUSE)
        try:
            yield
        finally:
            _give(handle)
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    try:
        _take(handle)
    except OSError as error:
        if error.errno in _BUSY:
            return False
        raise
    return True
