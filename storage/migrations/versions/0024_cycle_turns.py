"""What is done once on a day for everybody of a cycle, and drafts of goals that may go

Revision: 0024
Before it: 0023
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.append_only import allow_changes, refuse_changes, refuse_rewriting

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

DRAFTS = ("goal_draft", "goal_move")


def upgrade() -> None:
    """Bring the schema up to this version."""
    op.create_table(
        "cycle_turn",
        sa.Column("what", sa.String(length=24), nullable=False),
        sa.Column("cycle_id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("upto", sa.Integer(), nullable=False),
        sa.Column("left_over", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"]),
        sa.PrimaryKeyConstraint("what", "cycle_id", "day"),
    )
    # What came to nothing is let go of when it was kept long enough; no word of it is ever rewritten.
    refuse_rewriting(op.get_bind(), *DRAFTS)


def downgrade() -> None:
    """Take the schema back to the version before."""
    connection = op.get_bind()
    for table in DRAFTS:
        if connection.dialect.name == "postgresql":
            allow_changes(connection, table)
        else:
            op.execute(f"DROP TRIGGER {table}_refuses_update")
    refuse_changes(connection, *DRAFTS)
    op.drop_table("cycle_turn")
