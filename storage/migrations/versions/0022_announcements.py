"""Announcements, whom they go to, and what came back

Revision: 0022
Before it: 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.append_only import allow_changes, refuse_changes

revision = "0022"
down_revision = "0020"
branch_labels = None
depends_on = None

APPEND_ONLY = ("announcement_text", "announcement_act", "announcement_receipt")


def upgrade() -> None:
    """Bring the schema up to this version."""
    op.add_column("outbox_message", sa.Column("batch", sa.String(length=48), nullable=True))
    op.create_index("ix_outbox_message_batch", "outbox_message", ["batch", "state"])
    op.create_table(
        "announcement",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("spec", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("launched_at", sa.DateTime(), nullable=True),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("fed_to", sa.Integer(), nullable=False),
        sa.Column("fed", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("corrected_to", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.Column("shown", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_announcement_author_id"), "announcement", ["author_id"])
    op.create_index(op.f("ix_announcement_state"), "announcement", ["state"])
    op.create_table(
        "announcement_text",
        sa.Column("announcement_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["announcement_id"], ["announcement.id"]),
        sa.ForeignKeyConstraint(["written_by"], ["person.id"]),
        sa.PrimaryKeyConstraint("announcement_id", "version"),
    )
    op.create_table(
        "announcement_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("announcement_id", sa.String(length=32), nullable=False),
        sa.Column("act", sa.String(length=12), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["announcement_id"], ["announcement.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_announcement_act_announcement_id"), "announcement_act", ["announcement_id"])
    op.create_table(
        "announcement_reader",
        sa.Column("announcement_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(length=64), nullable=True),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=False),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["announcement_id"], ["announcement.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("announcement_id", "person_id"),
    )
    op.create_index(op.f("ix_announcement_reader_person_id"), "announcement_reader", ["person_id"])
    op.create_index(
        "ix_announcement_reader_board", "announcement_reader", ["announcement_id", "unit_code", "answer"]
    )
    op.create_index("ix_announcement_reader_due", "announcement_reader", ["answer", "next_at"])
    op.create_table(
        "announcement_receipt",
        sa.Column("announcement_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["announcement_id"], ["announcement.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("announcement_id", "person_id", "version"),
    )
    op.create_index(op.f("ix_announcement_receipt_person_id"), "announcement_receipt", ["person_id"])
    op.create_table(
        "announcement_question",
        sa.Column("question_id", sa.String(length=32), nullable=False),
        sa.Column("announcement_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["announcement_id"], ["announcement.id"]),
        sa.PrimaryKeyConstraint("question_id"),
    )
    op.create_index(
        op.f("ix_announcement_question_announcement_id"), "announcement_question", ["announcement_id"]
    )
    refuse_changes(op.get_bind(), *APPEND_ONLY)


def downgrade() -> None:
    """Take the schema back to the version before."""
    allow_changes(op.get_bind(), *APPEND_ONLY)
    for table in (
        "announcement_question",
        "announcement_receipt",
        "announcement_reader",
        "announcement_act",
        "announcement_text",
        "announcement",
    ):
        op.drop_table(table)
    op.drop_index("ix_outbox_message_batch", "outbox_message")
    with op.batch_alter_table("outbox_message") as outbox:
        outbox.drop_column("batch")
