"""Who read somebody else's result

Revision: 0014
Before it: 0013
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.append_only import allow_changes, refuse_changes

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this version."""
    op.create_table(
        "score_read",
        sa.Column("score_id", sa.String(length=32), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("as_relation", sa.String(length=16), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["score_id"], ["score_version.id"]),
        sa.ForeignKeyConstraint(["reader_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("score_id", "reader_id", "as_relation", "on_day"),
    )
    op.create_index(op.f("ix_score_read_reader_id"), "score_read", ["reader_id"])
    refuse_changes(op.get_bind(), "score_read")


def downgrade() -> None:
    """Take the schema back to the version before."""
    allow_changes(op.get_bind(), "score_read")
    op.drop_table("score_read")
