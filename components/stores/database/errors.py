"""What a database complains of, in words that say what to do, and without secrets."""

import sqlite3

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from components.stores.base import StoreError
from components.stores.database.address import secrets, shown

_SQLITE = {
    sqlite3.SQLITE_FULL: ("is full", "make room on the disk, then save again", "full"),
    sqlite3.SQLITE_IOERR: (
        "cannot be written or read",
        "check the disk and the room left on it, then try again",
        "unwritable",
    ),
    sqlite3.SQLITE_READONLY: ("is read-only", "ask for the right to write the file and its folder", "readonly"),
    sqlite3.SQLITE_PERM: ("may not be used", "ask for the right to read and write the file and its folder", "readonly"),
    sqlite3.SQLITE_CANTOPEN: (
        "cannot be opened",
        "check that the file and its folder are there and may be written",
        "missing",
    ),
    sqlite3.SQLITE_BUSY: ("is busy with somebody else's work", "try again in a moment", "busy"),
    sqlite3.SQLITE_LOCKED: ("is busy with somebody else's work", "try again in a moment", "busy"),
    sqlite3.SQLITE_CORRUPT: ("is damaged", "restore it from a copy", "damaged"),
    sqlite3.SQLITE_NOTADB: ("is no SQLite database", "name another file, or move this one away", "settings"),
}
# SQLSTATE, by its beginning: https://www.postgresql.org/docs/current/errcodes-appendix.html
_STATES = {
    "53100": ("is full", "make room on the disk of the server, then save again", "full"),
    "53300": ("has no free connection", "try again in a moment, or let the server take more connections", "busy"),
    "53": ("has no memory left for this", "try again in a moment, and look at the server", "busy"),
    "23": ("holds something by now that contradicts this", "load the story again, then try again", "changed"),
    "25006": ("is read-only", "name a server that may be written", "readonly"),
    "28": ("refuses the user", "correct user and password of the address", "settings"),
    "3D000": ("is not there", "create it on the server, or correct its name in the address", "missing"),
    "42501": ("gives the user no right to do this", "give the user the right to use and create tables", "readonly"),
    "55P03": ("is busy with somebody else's work", "try again in a moment", "busy"),
    "57014": ("took too long", "try again in a moment", "busy"),
    "40": ("is busy with somebody else's work", "try again in a moment", "busy"),
    "57P03": ("is starting or stopping", "try again in a moment", "missing"),
}
GONE = ("cannot be reached", "check that the server runs and that the address is right, then try again", "missing")
_FAILED = ("failed", "try again, and report it if it stays so", "")


class CommitError(StoreError):
    """A commit that failed so that nobody knows yet whether it took place."""


def explained(error: BaseException, address: URL) -> StoreError:
    """``error`` as one of ours. Raise it ``from None``: the original may quote what must not be seen."""
    problem, remedy, cause = _verdict(error)
    detail = _detail(error, address)
    return StoreError(f"{shown(address)} {problem}: {remedy}{f' ({detail})' if detail else ''}", cause)


def _verdict(error: BaseException) -> tuple[str, str, str]:
    """Problem, remedy and cause."""
    if isinstance(error, ImportError):
        return "needs a driver that is missing", "install it by: pip install 'whowhen[postgres]'", "settings"
    if isinstance(error, PoolTimeoutError):
        return "is busy with the work of this program", "try again in a moment", "busy"
    origin = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(origin, "sqlite_errorcode", None)
    if isinstance(code, int):
        return _SQLITE.get(code & 0xFF, _FAILED)
    state = getattr(origin, "sqlstate", None) or ""
    for length in (5, 2):
        if state[:length] in _STATES and state:
            return _STATES[state[:length]]
    if isinstance(error, DBAPIError) and type(origin).__name__ in {
        "OperationalError",
        "AdminShutdown",
        "InterfaceError",
    }:
        return _refused(str(origin)) or GONE
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return GONE
    return _FAILED


def _refused(text: str) -> tuple[str, str, str] | None:
    """What a server that let nobody in says has no state, only words."""
    if "authentication failed" in text or "no password supplied" in text or ("role" in text and "not exist" in text):
        return _STATES["28"]
    return _STATES["3D000"] if "database" in text and "does not exist" in text else None


def _detail(error: BaseException, address: URL) -> str:
    if not isinstance(error, DBAPIError | SQLAlchemyError):
        return ""
    text = str(error.orig if isinstance(error, DBAPIError) else error).strip().split("\n", 1)[0]
    for secret in secrets(address):
        text = text.replace(secret, "***")
    return "".join(char if char.isprintable() else " " for char in text)[:200]
