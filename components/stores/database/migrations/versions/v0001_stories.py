"""Stories with their rows and files, and who changed what."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "stories",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("loaded_by", sa.Text, nullable=False),
        sa.Column("loaded_at", sa.Text, nullable=False),
    )
    op.create_table(
        "files",
        _story(),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
    )
    op.create_table(
        "headers",
        _story(),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("columns", sa.Text, nullable=False),
        sa.Column("raw", sa.LargeBinary),
    )
    _rows()
    _changes()


def _story() -> sa.Column[int]:
    return sa.Column("story", sa.Integer, sa.ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True)


def _rows() -> None:
    op.create_table(
        "rows",
        _story(),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("cells", sa.Text, nullable=False),
        sa.Column("raw", sa.LargeBinary),
    )
    op.create_index("rows_in_order", "rows", ["story", "kind", "position"], unique=True)
    op.create_table(
        "refs",
        _story(),
        *(sa.Column(name, sa.Text, primary_key=True) for name in ("kind", "id", "via", "to_id")),
    )
    op.create_index("refs_backward", "refs", ["story", "kind", "via", "to_id", "id"])


def _changes() -> None:
    op.create_table(
        "change_sets",
        _story(),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("undoes", sa.Integer, nullable=False),
        sa.Column("token", sa.Text, nullable=False, unique=True),
    )
    op.create_index("change_sets_by_author", "change_sets", ["story", "author", "number"])
    op.create_index("change_sets_by_undone", "change_sets", ["story", "undoes"])
    op.create_table(
        "row_changes",
        _story(),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.ForeignKeyConstraint(["story", "number"], ["change_sets.story", "change_sets.number"], ondelete="CASCADE"),
    )
    op.create_index("row_changes_by_row", "row_changes", ["story", "kind", "id", "number"])
