"""How often a pair means to talk, and the calendars their talks stand in

Revision: 0017
Before it: 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this version."""
    with op.batch_alter_table("one_on_one_series") as batch_op:
        batch_op.add_column(sa.Column("warn_days", sa.Integer(), nullable=False, server_default="21"))
        batch_op.add_column(sa.Column("hard_days", sa.Integer(), nullable=False, server_default="28"))
        batch_op.add_column(sa.Column("paused_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("since", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("skipped_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("moved_to", sa.DateTime(), nullable=True))
        batch_op.drop_column("moment")
    with op.batch_alter_table("one_on_one_series") as batch_op:
        batch_op.alter_column("warn_days", server_default=None)
        batch_op.alter_column("hard_days", server_default=None)
    # Every one is looked at by the first tick: what comes around its next talk has to be offered.
    op.execute("UPDATE one_on_one_series SET due_at = '2000-01-01 00:00:00' WHERE NOT paused")
    op.execute("UPDATE one_on_one_series SET due_at = '9999-01-01 00:00:00' WHERE paused")
    op.create_table(
        "calendar_source",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("linked_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=True),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("fault", sa.String(length=24), nullable=False),
        sa.Column("body_mark", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.create_index(op.f("ix_calendar_source_due_at"), "calendar_source", ["due_at"])
    op.create_table(
        "calendar_busy",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("person_id", "starts_at", "ends_at"),
    )
    op.create_table(
        "booked_talk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("manager_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("takes_place", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["manager_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["employee_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("manager_id", "mark"),
    )
    op.create_index("ix_booked_talk_pair", "booked_talk", ["employee_id", "manager_id", "starts_at"])
    op.create_table(
        "calendar_title",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("is_talk", sa.Boolean(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["employee_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person_id", "mark"),
    )
    op.create_index(op.f("ix_calendar_title_employee_id"), "calendar_title", ["employee_id"])


def downgrade() -> None:
    """Take the schema back to the version before."""
    for table in ("calendar_title", "booked_talk", "calendar_busy", "calendar_source"):
        op.drop_table(table)
    with op.batch_alter_table("one_on_one_series") as batch_op:
        batch_op.add_column(
            sa.Column("moment", sa.String(length=16), nullable=False, server_default="prepare")
        )
        for column in ("moved_to", "skipped_on", "since", "paused_until", "hard_days", "warn_days"):
            batch_op.drop_column(column)
    with op.batch_alter_table("one_on_one_series") as batch_op:
        batch_op.alter_column("moment", server_default=None)
