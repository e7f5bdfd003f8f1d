"""Connections and transactions: durable when acknowledged, and with errors in our words."""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DisconnectionError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection, QueuePool

from components.stores.base import StoreError
from components.stores.database.address import file_of, parsed, shown
from components.stores.database.errors import CommitError, explained
from components.stores.database.migrating import is_current, migrate

PATIENCE = 30  # seconds for which a save waits for others
READING = 10  # seconds for which a look waits for others
LONGEST = 60  # seconds after which a server gives up on one step of either, whatever holds it up
_PAUSE = 0.003  # seconds between two tries
_CONNECT = 10  # seconds for which a server may take to answer
_WRITE = "whowhen_write"
_engines: dict[URL, Engine] = {}
_lock = threading.Lock()


class Database:
    """The database at an address. It opens with the first transaction, and again after it was gone."""

    def __init__(self, url: str) -> None:
        """Raises ``StoreError`` for an address that is none."""
        self.address = parsed(url)

    def __str__(self) -> str:
        """Where it is, without secrets."""
        return shown(self.address)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent look. Raises ``StoreError``."""
        with self._transaction(write=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is durable when the block has ended; an error in it leaves nothing.

        Raises ``StoreError``; ``CommitError`` if it may have taken place all the same.
        """
        with self._transaction(write=True) as connection:
            yield connection
            try:
                connection.commit()
            except SQLAlchemyError as error:
                raise CommitError.of(explained(error, self.address)) from None

    def create(self) -> None:
        """Make the file of an SQLite database and its folder, if there is none. Raises ``StoreError``."""
        file = file_of(self.address)
        if file is None:
            return
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            told = f"{self} cannot be made ({error.strerror}): check the folder and your rights"
            raise StoreError(told, "unwritable") from None

    def close(self) -> None:
        """Let go of all connections to the database; the next transaction opens it again."""
        with _lock:
            engine = _engines.pop(self.address, None)
        if engine is not None:
            engine.dispose()

    @contextmanager
    def _transaction(self, write: bool) -> Iterator[Connection]:
        connection = None
        try:
            connection = self._ready(write)
            yield connection
        except (SQLAlchemyError, ImportError) as error:
            raise explained(error, self.address) from None
        finally:
            if connection is not None:
                connection.close()

    def _ready(self, write: bool) -> Connection:
        """A connection in a transaction, to a database with this program's schema."""
        self._refuse_missing()
        connection = self._begun(write)
        try:
            if is_current(connection):
                return connection
        except BaseException:
            connection.close()
            raise
        connection.close()
        with self._begun(write=True) as other:
            migrate(other)
            other.commit()
        return self._begun(write)

    def _begun(self, write: bool) -> Connection:
        server = self.address.get_backend_name() == "postgresql"
        options: dict[str, Any] = {_WRITE: write}
        if server:
            options |= {"isolation_level": "READ COMMITTED" if write else "REPEATABLE READ"}
        connection = _engine(self.address).connect().execution_options(**options)
        try:
            connection.begin()
            if server:
                connection.execute(text(_limits(PATIENCE if write else READING)))
        except BaseException:
            connection.close()
            raise
        return connection

    def _refuse_missing(self) -> None:
        file = file_of(self.address)
        if file is None:
            return
        try:
            file.stat()
        except (FileNotFoundError, NotADirectoryError):
            raise StoreError(
                f"there is no database {file}: `whowhen load FOLDER` makes one, or bring it back", "missing"
            ) from None
        except OSError as error:
            told = f"{self} cannot be reached ({error.strerror}): check the folder and your rights"
            raise StoreError(told, "unreadable") from None


def _limits(patience: float) -> str:
    """What a server is told of a transaction: that it is durable, and how long it may wait, in milliseconds."""
    waits, steps = int(patience * 1000), int(LONGEST * 1000)
    return f"SET LOCAL synchronous_commit = on; SET LOCAL lock_timeout = {waits}; SET LOCAL statement_timeout = {steps}"


def _forget_parents() -> None:
    """A forked process must not speak on the connections of its parent."""
    for engine in _engines.values():
        engine.dispose(close=False)
    _engines.clear()


os.register_at_fork(after_in_child=_forget_parents)


def _engine(address: URL) -> Engine:
    """One pool of connections an address, for the whole process."""
    with _lock:
        if address not in _engines:
            _engines[address] = _made(address)
        return _engines[address]


def _made(address: URL) -> Engine:
    file = file_of(address)
    if file is None:
        asked = {"connect_timeout": _CONNECT, "application_name": "whowhen"}
        arguments = {key: value for key, value in asked.items() if key not in address.query}
        return create_engine(address, connect_args=arguments, pool_pre_ping=True, hide_parameters=True)
    return _sqlite(file, read_only=address.query.get("mode") == "ro")


def _sqlite(file: Path, read_only: bool) -> Engine:
    engine = create_engine(
        "sqlite+pysqlite://", creator=lambda: _opened(file, read_only), poolclass=QueuePool, hide_parameters=True
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that begins by reading and then writes could not wait for another writer.
        if connection.get_execution_options().get(_WRITE):
            _begin_to_write(connection)
        else:
            connection.exec_driver_sql("BEGIN")

    @event.listens_for(engine, "connect")
    def connect(_: Any, entry: ConnectionPoolEntry) -> None:
        entry.info["file"] = _identity(file)

    @event.listens_for(engine, "checkout")
    def checkout(_: Any, entry: ConnectionPoolEntry, __: PoolProxiedConnection) -> None:
        # A connection to a file that was removed or replaced would save into nothing.
        if entry.info.get("file") != _identity(file):
            raise DisconnectionError("another file is there now")

    return engine


def _opened(file: Path, read_only: bool) -> sqlite3.Connection:
    """A connection to ``file``, which must be there; transactions are ours to begin."""
    connection = sqlite3.connect(
        f"file:{quote(str(file))}?mode={'ro' if read_only else 'rw'}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        if not read_only:
            _log_ahead(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _begin_to_write(connection: Connection) -> None:
    """Begin once nobody else writes. SQLite's own waiting lets who comes late pass, and some wait for ever."""
    end = time.monotonic() + PATIENCE
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                return
            except OperationalError as error:
                if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                    raise
            time.sleep(_PAUSE)
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log. SQLite does not wait for others here, so this does."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_PAUSE)


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
