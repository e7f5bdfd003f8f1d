"""Rows of a story in the database, found by index: the ``Lookup`` that the checks of a change ask."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, func, select

from components.events.changes import Cells
from components.stores.database.rows import found_rows, referring
from components.stores.database.tables import refs, rows


class Kept:
    """The rows of the story with that number, as they are in the transaction of ``connection``."""

    def __init__(self, connection: Connection, story: int) -> None:
        self._connection, self._story = connection, story

    def rows(self, table: str, ids: Collection[str]) -> Mapping[str, Cells]:
        """Those rows of ``table`` that are there, by id."""
        return found_rows(self._connection, self._story, table, ids)

    def where(self, table: str, column: str, values: Collection[str]) -> Mapping[str, Cells]:
        """The rows of ``table`` whose ``column`` names one of ``values``; a column that refers to other rows."""
        return referring(self._connection, self._story, table, column, values)

    def ids(self, table: str, most: int) -> Collection[str]:
        """The ids of ``table``, but no more than ``most``."""
        query = select(rows.c.id).where(rows.c.story == self._story, rows.c.kind == table).limit(most)
        return list(self._connection.scalars(query))

    def speakers(self) -> Collection[str]:
        """Who speaks in the claims, each once. It leaps from name to name in the index, past the many claims of one."""
        mine = (refs.c.story == self._story, refs.c.kind == "claims", refs.c.via == "speaker")
        names = select(func.min(refs.c.to_id).label("name")).where(*mine).cte("names", recursive=True)
        following = select(func.min(refs.c.to_id)).where(*mine, refs.c.to_id > names.c.name).scalar_subquery()
        names = names.union_all(select(following).where(names.c.name.is_not(None)))
        return list(self._connection.scalars(select(names.c.name).where(names.c.name.is_not(None))))
