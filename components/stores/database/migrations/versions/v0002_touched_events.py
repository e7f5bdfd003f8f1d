"""Which change sets touch an event or its claims, so that its history need not read all of the story's."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table, and fill it from the change sets that are there."""
    touched = op.create_table(
        "touched_events",
        sa.Column("story", sa.Integer, sa.ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("event", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.ForeignKeyConstraint(["story", "number"], ["change_sets.story", "change_sets.number"], ondelete="CASCADE"),
    )
    changes = sa.table(
        "row_changes", *(sa.column(name) for name in ("story", "number", "kind", "id", "before", "after"))
    )
    found = set()
    for row in op.get_bind().execute(sa.select(changes).where(changes.c.kind.in_(["events", "claims"]))):
        named = [json.loads(cells).get("event_id", "") for cells in (row.before, row.after) if cells]
        found |= {(row.story, event, row.number) for event in (named if row.kind == "claims" else [row.id]) if event}
    if found:
        op.bulk_insert(touched, [dict(zip(("story", "event", "number"), key, strict=True)) for key in sorted(found)])
