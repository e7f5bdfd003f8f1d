"""Links and tokens in the database."""

import datetime
from functools import partial

from sqlalchemy import Connection, func, insert, select, text, update

from components.stores.database.connecting import Database
from components.stores.database.tables import short_links
from components.stores.database.tables import tokens as token_table
from components.stores.instance import (
    ShortLink,
    Token,
    in_order,
    is_code,
    is_digest,
    kept,
    link_data,
    link_of,
    refuse_many_links,
    refuse_query,
    refuse_token,
    revoked,
    token_data,
    token_of,
)

_LOCK = 0x77686F69  # "whoi": one at a time adds a link or a token, so that none is there twice and none too many


class DatabaseInstance:
    """What is kept beside the stories in the database at ``url`` (see ``stores.instance.Instance``)."""

    def __init__(self, url: str) -> None:
        """Raises ``StoreError`` for an address that is none; the database opens with the first question."""
        self._database = Database(url)

    def keep_link(self, query: str, by: str) -> ShortLink:
        """As ``Instance.keep_link`` says."""
        refuse_query(query, by)
        with self._database.reading() as connection:
            found = kept(query, partial(_link, connection))
        if isinstance(found, ShortLink):
            return found
        with self._database.writing() as connection:
            _lock(connection)
            found = kept(query, partial(_link, connection))
            if isinstance(found, str):
                refuse_many_links(connection.scalar(select(func.count()).select_from(short_links)) or 0)
                found = ShortLink(found, query, by, datetime.datetime.now(datetime.UTC))
                connection.execute(insert(short_links).values(link_data(found)))
        return found

    def link(self, code: str) -> ShortLink | None:
        """As ``Instance.link`` says."""
        if not is_code(code):
            return None
        with self._database.reading() as connection:
            return _link(connection, code)

    def tokens(self) -> tuple[Token, ...]:
        """As ``Instance.tokens`` says."""
        with self._database.reading() as connection:
            return _tokens(connection)

    def keep_token(self, token: Token) -> None:
        """As ``Instance.keep_token`` says."""
        with self._database.writing() as connection:
            _lock(connection)
            refuse_token(token, _tokens(connection))
            connection.execute(insert(token_table).values(token_data(token)))

    def token(self, digest: str) -> Token | None:
        """As ``Instance.token`` says."""
        if not is_digest(digest):
            return None
        with self._database.reading() as connection:
            found = connection.execute(select(token_table).where(token_table.c.digest == digest)).first()
        return None if found is None else token_of(found._mapping)

    def revoke_token(self, id: str, by: str) -> None:
        """As ``Instance.revoke_token`` says."""
        with self._database.writing() as connection:
            _lock(connection)
            found = next((one for one in _tokens(connection) if one.id == id), None)
            after = revoked(found, by, datetime.datetime.now(datetime.UTC))
            if after != found:
                change = update(token_table).where(token_table.c.id == after.id)
                connection.execute(change.values(token_data(after)))


def _lock(connection: Connection) -> None:
    """Let nobody else add anything until the transaction ends; SQLite lets nobody write by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def _link(connection: Connection, code: str) -> ShortLink | None:
    found = connection.execute(select(short_links).where(short_links.c.code == code)).first()
    return None if found is None else link_of(found._mapping)


def _tokens(connection: Connection) -> tuple[Token, ...]:
    return in_order(token_of(row._mapping) for row in connection.execute(select(token_table)))
