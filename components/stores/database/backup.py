"""A copy of an SQLite database in one file, made while others save, and a database made of such a copy.

A server has tools of its own for that (``pg_dump``, ``pg_restore``).
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from components.stores.base import StoreError
from components.stores.database import tables
from components.stores.database.address import file_of, parsed
from components.stores.database.connecting import Database

_PAGES = 1000  # copied at a time; others save in between
_OURS = (tables.version.name, tables.stories.name)


def backup(url: str, file: Path) -> None:
    """Copy the database at ``url`` into ``file``, which must not be there. Raises ``StoreError``."""
    source = _file(url, "pg_dump --format=custom --file FILE DATABASE")
    Database(url).close()
    _copy(source, file)


def restore(file: Path, url: str) -> None:
    """Make the database at ``url``, which must not be there, of the copy ``file``. Raises ``StoreError``."""
    _copy(file, _file(url, "pg_restore --clean --if-exists --no-owner --dbname DATABASE FILE"))


def _file(url: str, tool: str) -> Path:
    file = file_of(parsed(url))
    if file is None:
        raise StoreError(f"a server keeps this database, use its own tool: {tool}", "settings")
    return file


def _copy(source: Path, target: Path) -> None:
    if not source.is_file():
        raise StoreError(f"there is no file {source}", "missing")
    if target.exists():
        raise StoreError(f"{target} is there already: move it away, nothing is overwritten", "exists")
    part = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with closing(_opened(source, "ro")) as there, closing(_opened(part, "rw")) as here:
            there.backup(here, pages=_PAGES)
            _check(here, source)
            here.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        with part.open("rb") as written:
            os.fsync(written.fileno())
        os.link(part, target)  # as rename, but never over a file that came meanwhile
    except FileExistsError:
        raise StoreError(f"{target} is there already: nothing is overwritten", "exists") from None
    except sqlite3.Error as error:
        raise StoreError(f"{source} cannot be copied ({error}): is it a database of whowhen?", "unreadable") from None
    except OSError as error:
        raise StoreError(f"{target} cannot be written ({error.strerror}): check the folder and your rights") from None
    finally:
        part.unlink(missing_ok=True)


def _opened(file: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode={mode}", uri=True, isolation_level=None)


def _check(copy: sqlite3.Connection, source: Path) -> None:
    there = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if missing := [name for name in _OURS if name not in there]:
        raise StoreError(f"{source} is no database of whowhen: it has no table {missing[0]}", "unreadable")
    if (found := copy.execute("PRAGMA integrity_check").fetchone()) != ("ok",):
        raise StoreError(f"{source} is damaged: {str(found[0])[:200]}", "unreadable")
