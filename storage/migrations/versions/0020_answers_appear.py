"""Answers that appear while they are composed, which of two clauses applies, and who has read a new version

Revision: 0020
Before it: 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.append_only import allow_changes, refuse_changes

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this version."""
    op.add_column(
        "policy_question", sa.Column("appeared", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "policy_conflict", sa.Column("prevails", sa.String(length=16), nullable=False, server_default="")
    )
    op.create_table(
        "policy_notice",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("document_id", sa.String(length=200), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("told_up_to", sa.Integer(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("document_id", "version"),
    )
    op.create_index(op.f("ix_policy_notice_done"), "policy_notice", ["done"])
    op.create_table(
        "policy_read",
        sa.Column("notice_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.Column("locale", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["policy_notice.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("notice_id", "person_id"),
    )
    op.create_index(op.f("ix_policy_read_person_id"), "policy_read", ["person_id"])
    refuse_changes(op.get_bind(), "policy_read")


def downgrade() -> None:
    """Take the schema back to the version before."""
    allow_changes(op.get_bind(), "policy_read")
    op.drop_table("policy_read")
    op.drop_table("policy_notice")
    with op.batch_alter_table("policy_conflict") as table:
        table.drop_column("prevails")
    with op.batch_alter_table("policy_question") as table:
        table.drop_column("appeared")
