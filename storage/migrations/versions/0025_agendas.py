"""What employees say their coming 1:1 should be about

Revision: 0025
Before it: 0023
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this version."""
    op.create_table(
        "talk_agenda",
        sa.Column("manager_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("talk_at", sa.DateTime(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["manager_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["employee_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("manager_id", "employee_id"),
    )
    op.create_index(op.f("ix_talk_agenda_employee_id"), "talk_agenda", ["employee_id"])
    op.create_index(op.f("ix_talk_agenda_talk_at"), "talk_agenda", ["talk_at"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("talk_agenda")
