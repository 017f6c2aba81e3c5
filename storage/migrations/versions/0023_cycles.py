"""The terms a cycle runs under, and what was done to it

Revision: 0023
Before it: 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.append_only import allow_changes, refuse_changes

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

COUNTED = {
    "goal_sheet": ["cycle", "id", "person_id"],
    "goal_sheet_step": ["sheet_id", "step"],
    "note": ["cycle_id", "kind", "status", "partial", "employee_id"],
    "score_version": ["cycle", "id", "person_id"],
    "score_state": ["score_id", "state"],
}
"""What is counted by unit, so that it can be read without the sealed words beside it."""


def upgrade() -> None:
    """Bring the schema up to this version."""
    op.create_table(
        "cycle_terms",
        sa.Column("units", sa.JSON(), nullable=False),
        sa.Column("cycle_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("linked_to_pay", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"]),
        sa.PrimaryKeyConstraint("cycle_id"),
    )
    op.create_table(
        "cycle_act",
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.String(length=32), nullable=False),
        sa.Column("phase_id", sa.String(length=16), nullable=False),
        sa.Column("act", sa.String(length=12), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"]),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_cycle_act_number"), "cycle_act", ["number"])
    op.create_index(op.f("ix_cycle_act_cycle_id"), "cycle_act", ["cycle_id"])
    op.create_index(op.f("ix_cycle_act_decided_by"), "cycle_act", ["decided_by"])
    for table, columns in COUNTED.items():
        op.create_index(f"ix_{table}_counted", table, columns)
    refuse_changes(op.get_bind(), "cycle_act")


def downgrade() -> None:
    """Take the schema back to the version before."""
    for table in COUNTED:
        op.drop_index(f"ix_{table}_counted", table)
    allow_changes(op.get_bind(), "cycle_act")
    op.drop_table("cycle_act")
    op.drop_table("cycle_terms")
