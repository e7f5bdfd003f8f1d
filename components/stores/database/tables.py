"""The tables of the database. Whoever changes them adds a migration, and raises ``VERSION``.

Cells are JSON objects of texts, so that a story may have columns that this program does not know. Where rows refer to
each other stands in ``refs`` too, so that a save looks at the neighbours of a row only, however long the story is.
"""

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

VERSION = "0004"  # the last migration
metadata = MetaData()


def _story() -> Column[int]:
    return Column("story", ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True)


def _key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


version = Table("whowhen_version", MetaData(), Column("version_num", Text, primary_key=True))

stories = Table(
    "stories",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("revision", Integer, nullable=False),
    Column("loaded_by", Text, nullable=False),
    Column("loaded_at", Text, nullable=False),  # ISO 8601 in UTC
)
# story.toml, the guide, and the texts of sources, as bytes: they are given back as they were.
files = Table(
    "files",
    metadata,
    _story(),
    _key("name"),
    Column("content", LargeBinary, nullable=False),
    Column("sha256", Text, nullable=False),
)
headers = Table(
    "headers",
    metadata,
    _story(),
    _key("kind"),
    Column("columns", Text, nullable=False),
    Column("raw", LargeBinary),  # the first line of the file, NULL once the table got other columns
)
rows = Table(
    "rows",
    metadata,
    _story(),
    _key("kind"),  # events, claims, actors, sources
    _key("id"),
    Column("position", Integer, nullable=False),
    Column("cells", Text, nullable=False),  # those that are not empty
    Column("raw", LargeBinary),  # the lines of the file, where whowhen would have written the row otherwise
    Index("rows_in_order", "story", "kind", "position", unique=True),
)
refs = Table(
    "refs",
    metadata,
    _story(),
    _key("kind"),
    _key("id"),
    _key("via"),  # the column that refers
    _key("to_id"),
    Index("refs_backward", "story", "kind", "via", "to_id", "id"),
)
change_sets = Table(
    "change_sets",
    metadata,
    _story(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),  # ISO 8601 in UTC
    Column("author", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("undoes", Integer, nullable=False),
    Column("token", Text, nullable=False, unique=True),  # by which a save finds out whether its commit took place
    Column("texts", Text),  # since 0003: a JSON list of the texts that came with it, NULL for none
    Index("change_sets_by_author", "story", "author", "number"),
    Index("change_sets_by_undone", "story", "undoes"),
)
row_changes = Table(
    "row_changes",
    metadata,
    _story(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("before", Text),  # all cells, NULL where there was no row
    Column("after", Text),
    Column("follows", Text),  # since 0004: of a row that is taken out, the one before it in its table, "" for none
    ForeignKeyConstraint(["story", "number"], ["change_sets.story", "change_sets.number"], ondelete="CASCADE"),
    Index("row_changes_by_row", "story", "kind", "id", "number"),
)
# Since 0002: which change sets touch an event or its claims.
touched_events = Table(
    "touched_events",
    metadata,
    _story(),
    _key("event"),
    Column("number", Integer, primary_key=True, autoincrement=False),
    ForeignKeyConstraint(["story", "number"], ["change_sets.story", "change_sets.number"], ondelete="CASCADE"),
)
# Since 0003: work that is not part of a story yet.
drafts = Table(
    "drafts",
    metadata,
    _story(),
    _key("name"),  # a hash of owner and key, which may be long
    Column("owner", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("at", Text, nullable=False),  # ISO 8601 in UTC
    Index("drafts_by_owner", "story", "owner"),
)
# Since 0004: what the installation keeps beside its stories.
short_links = Table(
    "short_links",
    metadata,
    _key("code"),
    Column("query", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),  # ISO 8601 in UTC
)
tokens = Table(
    "tokens",
    metadata,
    _key("id"),
    Column("digest", Text, nullable=False, unique=True),  # SHA-256 of the secret, which is kept nowhere
    Column("label", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),  # ISO 8601 in UTC, as all days here
    Column("expires", Text),  # NULL for never
    Column("revoked", Text),
    Column("revoked_by", Text, nullable=False),
)
