"""Questions about figures, appeals, and what belongs to a release

Revision: 0016
Before it: 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.append_only import allow_changes, refuse_changes

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ONLY_ADDED = ("appeal_step", "result_receipt", "release_decision")
TABLES = ("figure_question", "appeal", "appeal_step", "appeal_hearer", "appeal_window", "result_receipt",
          "release_decision")  # fmt: skip


def upgrade() -> None:
    """Bring the schema up to this version."""
    op.create_table(
        "figure_question",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("cycle", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("score_id", sa.String(length=32), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("correction", sa.Integer(), nullable=True),
        sa.Column("new_score_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["score_id"], ["score_version.id"]),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"]),
        sa.ForeignKeyConstraint(["correction"], ["reading.number"]),
        sa.ForeignKeyConstraint(["new_score_id"], ["score_version.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("person_id", "owner_id", "state", "next_at"):
        op.create_index(op.f(f"ix_figure_question_{column}"), "figure_question", [column])
    op.create_index(
        "ix_reading_waits",
        "reading",
        ["number"],
        sqlite_where=sa.text("waits"),
        postgresql_where=sa.text("waits"),
    )
    _appeals()
    _releases()
    refuse_changes(op.get_bind(), *ONLY_ADDED)


def downgrade() -> None:
    """Take the schema back to the version before."""
    allow_changes(op.get_bind(), *ONLY_ADDED)
    op.drop_index("ix_reading_waits", "reading")
    for table in reversed(TABLES):
        op.drop_table(table)


def _appeals() -> None:
    op.create_table(
        "appeal",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("cycle", sa.String(length=32), nullable=False),
        sa.Column("score_id", sa.String(length=32), nullable=False),
        sa.Column("grounds", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("question_id", sa.String(length=32), nullable=True),
        sa.Column("filed_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("beat", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["score_id"], ["score_version.id"]),
        sa.ForeignKeyConstraint(["question_id"], ["figure_question.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("person_id", "state", "next_at"):
        op.create_index(op.f(f"ix_appeal_{column}"), "appeal", [column])
    op.create_table(
        "appeal_step",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("appeal_id", sa.String(length=32), nullable=False),
        sa.Column("deed", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("of_step", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeal.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["of_step"], ["appeal_step.number"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(op.f("ix_appeal_step_appeal_id"), "appeal_step", ["appeal_id"])
    op.create_table(
        "appeal_hearer",
        sa.Column("appeal_id", sa.String(length=32), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeal.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("appeal_id", "stage", "person_id"),
    )
    op.create_index(op.f("ix_appeal_hearer_person_id"), "appeal_hearer", ["person_id"])


def _releases() -> None:
    op.create_table(
        "appeal_window",
        sa.Column("score_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("closes_at", sa.DateTime(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(), nullable=True),
        sa.Column("expired_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["score_id"], ["score_version.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("score_id"),
    )
    op.create_index(op.f("ix_appeal_window_person_id"), "appeal_window", ["person_id"])
    op.create_index(op.f("ix_appeal_window_next_at"), "appeal_window", ["next_at"])
    op.create_table(
        "result_receipt",
        sa.Column("score_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("trace_hash", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["score_id"], ["score_version.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("score_id"),
    )
    op.create_index(op.f("ix_result_receipt_person_id"), "result_receipt", ["person_id"])
    op.create_table(
        "release_decision",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("score_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("release", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["score_id"], ["score_version.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(op.f("ix_release_decision_person_id"), "release_decision", ["person_id"])
    op.create_index("ix_release_decision_score_id_code", "release_decision", ["score_id", "code"])
