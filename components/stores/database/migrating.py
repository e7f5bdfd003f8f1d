"""The version of the database's schema: brought up to this program's when it is older, refused when it is newer."""

from pathlib import Path

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError

from components.stores.base import StoreError
from components.stores.database.tables import VERSION, version

SCRIPTS = Path(__file__).parent / "migrations"
_LOCK = 0x77686F77  # "whow": the advisory lock of PostgreSQL under which one program at a time migrates


def is_current(connection: Connection) -> bool:
    """Whether the schema is this program's; ``False`` ends the use of the transaction. Raises for a newer one."""
    try:
        found = connection.scalar(select(version.c.version_num))
    except DBAPIError as error:
        if _no_table(error):
            return False
        raise
    _refuse_newer(found)
    return found == VERSION


def migrate(connection: Connection, to: str = "head") -> None:
    """Bring the schema to version ``to`` within the transaction of ``connection``, which may write.

    Programs that open the database at once wait for each other. Raises ``StoreError`` for a newer schema.
    """
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        connection.execute(text("SET LOCAL statement_timeout = 0"))  # of a large database, a step takes its time
    if connection.dialect.has_table(connection, version.name):
        _refuse_newer(connection.scalar(select(version.c.version_num)))
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, to)


def _refuse_newer(found: str | None) -> None:
    if found is not None and found > VERSION:
        raise StoreError(
            f"the database was made by a newer whowhen (schema {found}, this program knows {VERSION}): upgrade whowhen",
            "newer",
        )


def _no_table(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", "") == "42P01" or "no such table" in str(error.orig)
