"""The question a pilot is asked every two weeks, and what was said; who was told of rules

Revision: 0028
Before it: 0023
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this version."""
    op.create_table(
        "survey_round",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("cycle_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=32), nullable=False),
        sa.Column("opens", sa.Date(), nullable=False),
        sa.Column("closes", sa.Date(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("cycle_id", "number"),
    )
    op.create_table(
        "survey_ask",
        sa.Column("cycle_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("unit_code", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=True),
        sa.Column("said_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("cycle_id", "number", "person_id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index(op.f("ix_survey_ask_person_id"), "survey_ask", ["person_id"])
    op.create_table(
        "policy_told",
        sa.Column("notice_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("joined", sa.Boolean(), nullable=False),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["notice_id"], ["policy_notice.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("notice_id", "person_id"),
    )
    op.create_index(op.f("ix_policy_told_person_id"), "policy_told", ["person_id"])
    op.create_index(op.f("ix_policy_told_next_at"), "policy_told", ["next_at"])
    op.add_column("model_day", sa.Column("limited", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    """Take the schema back to the version before."""
    op.drop_column("model_day", "limited")
    op.drop_table("policy_told")
    op.drop_table("survey_ask")
    op.drop_table("survey_round")
