"""Questions about the rules, questions to HR, how often clauses are quoted; answers under somebody's message

Revision: 0011
Before it: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this version."""
    op.create_table(
        "policy_question",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=16), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("thread_ts", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("asked", sa.LargeBinary(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("claimed_until", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("feedback", sa.String(length=8), nullable=False),
        sa.Column("feedback_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["asker_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("policy_question", schema=None) as batch_op:
        for column in ("asker_id", "state", "asked_at"):
            batch_op.create_index(batch_op.f(f"ix_policy_question_{column}"), [column], unique=False)

    op.create_table(
        "hr_question",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("question_id", sa.String(length=32), nullable=True),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("draft", sa.LargeBinary(), nullable=True),
        sa.Column("draft_state", sa.String(length=12), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.Column("clause_id", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["asker_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"]),
        sa.ForeignKeyConstraint(["published_by"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("question_id"),
    )
    with op.batch_alter_table("hr_question", schema=None) as batch_op:
        for column in ("asker_id", "answered_at"):
            batch_op.create_index(batch_op.f(f"ix_hr_question_{column}"), [column], unique=False)

    op.create_table(
        "clause_use",
        sa.Column("document_id", sa.String(length=200), nullable=False),
        sa.Column("clause_id", sa.String(length=300), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "clause_id", "day"),
    )
    op.add_column("outbox_message", sa.Column("thread_ts", sa.String(length=32), nullable=True))


def downgrade() -> None:
    """Take the schema back to the version before."""
    op.drop_column("outbox_message", "thread_ts")
    op.drop_table("clause_use")
    op.drop_table("hr_question")
    op.drop_table("policy_question")
