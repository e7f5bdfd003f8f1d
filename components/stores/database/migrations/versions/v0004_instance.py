"""Short links and tokens, and where rows stood that were taken out."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables and the column."""
    op.add_column("row_changes", sa.Column("follows", sa.Text))
    op.create_table("short_links", sa.Column("code", sa.Text, primary_key=True), *_texts("query", "author", "at"))
    op.create_table(
        "tokens",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False, unique=True),
        *_texts("label", "author", "at"),
        sa.Column("expires", sa.Text),
        sa.Column("revoked", sa.Text),
        *_texts("revoked_by"),
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
