"""Goal sheets, readings, and the results computed from them

Revision: 0013
Before it: 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.append_only import allow_changes, refuse_changes

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLES = (
    "goal_sheet",
    "goal_sheet_step",
    "metric",
    "reading",
    "reading_decision",
    "score_entry",
    "score_rules",
    "score_freeze",
    "score_version",
    "score_state",
)


def upgrade() -> None:
    """Bring the schema up to this version."""
    op.create_table(
        "goal_sheet",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("cycle", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person_id", "cycle", "version"),
    )
    op.create_index(op.f("ix_goal_sheet_person_id"), "goal_sheet", ["person_id"])
    op.create_index(op.f("ix_goal_sheet_cycle"), "goal_sheet", ["cycle"])
    op.create_table(
        "goal_sheet_step",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.String(length=32), nullable=False),
        sa.Column("step", sa.String(length=12), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["sheet_id"], ["goal_sheet.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(op.f("ix_goal_sheet_step_sheet_id"), "goal_sheet_step", ["sheet_id"])
    op.create_table(
        "metric",
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("name_zh", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=32), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("formula", sa.String(length=500), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("clause", sa.String(length=64), nullable=False),
        sa.Column("stored_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id", "version"),
    )
    _readings()
    op.create_table(
        "score_entry",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("cycle", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("supersedes", sa.Integer(), nullable=True),
        sa.Column("stored_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["supersedes"], ["score_entry.number"]),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("person_id", "cycle", "kind", "mark"),
    )
    op.create_index(op.f("ix_score_entry_person_id"), "score_entry", ["person_id"])
    _scores()
    refuse_changes(op.get_bind(), *TABLES)


def _readings() -> None:
    op.create_table(
        "reading",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("cycle", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("source_system", sa.String(length=200), nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.Column("captured_at", sa.DateTime(), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("captured_by_id", sa.Integer(), nullable=True),
        sa.Column("supersedes", sa.Integer(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("stored_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["captured_by_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["supersedes"], ["reading.number"]),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("subject", "cycle", "code", "mark", "captured_at"),
    )
    op.create_index("ix_reading_cycle_subject", "reading", ["cycle", "subject"])
    op.create_table(
        "reading_decision",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reading_number", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=12), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("upto", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["reading_number"], ["reading.number"]),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(op.f("ix_reading_decision_reading_number"), "reading_decision", ["reading_number"])


def _scores() -> None:
    op.create_table(
        "score_rules",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("stored_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint"),
    )
    op.create_table(
        "score_freeze",
        sa.Column("cycle", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("stored_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("cycle"),
    )
    op.create_table(
        "score_version",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("cycle", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("configuration", sa.String(length=64), nullable=False),
        sa.Column("summary", sa.LargeBinary(), nullable=False),
        sa.Column("trace", sa.LargeBinary(), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("computed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person_id", "cycle", "version"),
    )
    op.create_index(op.f("ix_score_version_person_id"), "score_version", ["person_id"])
    op.create_index(op.f("ix_score_version_cycle"), "score_version", ["cycle"])
    op.create_table(
        "score_state",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("score_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["score_id"], ["score_version.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(op.f("ix_score_state_score_id"), "score_state", ["score_id"])


def downgrade() -> None:
    """Take the schema back to the version before."""
    allow_changes(op.get_bind(), *TABLES)
    for table in reversed(TABLES):
        op.drop_table(table)
