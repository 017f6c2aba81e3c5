"""Goals under discussion, and the goals of units

Revision: 0015
Before it: 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.append_only import allow_changes, refuse_changes

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TABLES = ("goal_draft", "goal_move", "unit_goal")


def upgrade() -> None:
    """Bring the schema up to this version."""
    op.create_table(
        "goal_draft",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("cycle", sa.String(length=32), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["opened_by"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("person_id", "cycle", "opened_by"):
        op.create_index(op.f(f"ix_goal_draft_{column}"), "goal_draft", [column])
    op.create_table(
        "goal_move",
        sa.Column("draft_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("orphans", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["goal_draft.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("draft_id", "number"),
    )
    op.create_index(op.f("ix_goal_move_by_id"), "goal_move", ["by_id"])
    op.create_table(
        "unit_goal",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cycle", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("supports", sa.String(length=64), nullable=True),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["entered_by"], ["person.id"]),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("cycle", "code", "version"),
    )
    op.create_index(op.f("ix_unit_goal_unit_code"), "unit_goal", ["unit_code"])
    refuse_changes(op.get_bind(), *TABLES)


def downgrade() -> None:
    """Take the schema back to the version before."""
    allow_changes(op.get_bind(), *TABLES)
    for table in ("unit_goal", "goal_move", "goal_draft"):
        op.drop_table(table)
