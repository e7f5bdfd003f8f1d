"""Drafts, and which texts came with a change set."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table and the column."""
    op.add_column("change_sets", sa.Column("texts", sa.Text))
    op.create_table(
        "drafts",
        sa.Column("story", sa.Integer, sa.ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("owner", "key", "title", "content", "at")),
    )
    op.create_index("drafts_by_owner", "drafts", ["story", "owner"])
