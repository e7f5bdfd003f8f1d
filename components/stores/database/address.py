"""Which database: the address that ``WHOWHEN_DATABASE`` gives, and what may be said of it in public."""

import os
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from components.stores.base import StoreError

SETTING = "WHOWHEN_DATABASE"
FILE = "whowhen.sqlite"
_DRIVERS = {
    "sqlite": "sqlite+pysqlite",
    "sqlite+pysqlite": "sqlite+pysqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
_EXAMPLES = "sqlite:////folder/whowhen.sqlite or postgresql://user:password@host/database"


def database_url() -> str:
    """The address of the database: ``WHOWHEN_DATABASE``, else ``whowhen.sqlite`` in the user's data folder."""
    return os.environ.get(SETTING) or default_url()


def default_url() -> str:
    """The address of the database of one person on one machine."""
    from platformdirs import user_data_path

    return URL.create("sqlite", database=str(user_data_path("whowhen", appauthor=False) / FILE)).render_as_string()


def parsed(url: str) -> URL:
    """``url`` with the driver that whowhen uses. Raises ``StoreError`` for what it cannot use, without quoting it."""
    try:
        address = make_url(url.strip())
    except (SQLAlchemyError, ValueError):
        # The text may hold a password, and the error the text.
        raise StoreError(f"{SETTING} is no address of a database: write {_EXAMPLES}", "settings") from None
    driver = _DRIVERS.get(address.drivername)
    if driver is None:
        kind = address.drivername if address.drivername.replace("+", "").isalnum() else "that"
        known = "whowhen keeps stories in SQLite or PostgreSQL"
        raise StoreError(f"{SETTING}: {known}, not in {kind}: write {_EXAMPLES}", "settings")
    address = address.set(drivername=driver)
    if driver == "sqlite+pysqlite" and not _file(address):
        raise StoreError(f"{SETTING} names no file: stories in memory would be lost; write {_EXAMPLES}", "settings")
    return address


def file_of(address: URL) -> Path | None:
    """The file of an SQLite database, ``None`` for a server."""
    return Path(_file(address)).expanduser().absolute() if address.get_backend_name() == "sqlite" else None


def shown(address: URL) -> str:
    """The database in words, without user, password and options."""
    file = file_of(address)
    if file is not None:
        return f"the database {file}"
    host = address.host or "this machine"
    port = f":{address.port}" if address.port else ""
    return f"the database {address.database or address.username or ''} on {host}{port}"


def secrets(address: URL) -> tuple[str, ...]:
    """What must never be shown: the password and the values of options."""
    options = [text for value in address.query.values() for text in ([value] if isinstance(value, str) else value)]
    return tuple(text for text in (str(address.password or ""), *options) if text)


def _file(address: URL) -> str:
    name = address.database or ""
    return "" if name == ":memory:" or "mode=memory" in name else name.removeprefix("file:")
