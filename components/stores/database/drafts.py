"""Drafts in the database."""

from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from components.stores.base import Draft
from components.stores.database.tables import drafts
from components.stores.drafts import as_data, from_data, in_order, name_of


def of(connection: Connection, story: int, owner: str) -> tuple[Draft, ...]:
    """Those of ``owner``, the last one first."""
    query = select(drafts).where(drafts.c.story == story, drafts.c.owner == owner)
    return in_order(from_data(dict(row._mapping)) for row in connection.execute(query))


def keep(connection: Connection, story: int, draft: Draft) -> None:
    """Keep ``draft`` in place of the one of its owner and key."""
    data: dict[str, Any] = as_data(draft)
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    put = dialect.insert(drafts).values(story=story, name=name_of(draft.owner, draft.key), **data)
    connection.execute(put.on_conflict_do_update(index_elements=["story", "name"], set_=data))


def drop(connection: Connection, story: int, owner: str, key: str) -> None:
    """Forget that draft, if it is there."""
    connection.execute(delete(drafts).where(drafts.c.story == story, drafts.c.name == name_of(owner, key)))
