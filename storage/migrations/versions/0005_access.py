"""Who may read what: the tree of units, the units HR serves, who read which note, who managed whom

Revision: 0005
Before it: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this version."""
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parent_code", sa.String(length=64), nullable=True))
        batch_op.create_index(batch_op.f("ix_unit_parent_code"), ["parent_code"], unique=False)

    op.create_table(
        "hr_unit",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("person_id", "unit_code"),
    )
    op.create_table(
        "note_read",
        sa.Column("note_id", sa.String(length=32), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("as_relation", sa.String(length=16), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"]),
        sa.ForeignKeyConstraint(["reader_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("note_id", "reader_id", "version", "as_relation", "on_day"),
    )
    with op.batch_alter_table("note_read", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_note_read_reader_id"), ["reader_id"], unique=False)

    line = op.create_table(
        "reporting_line",
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("manager_id", sa.Integer(), nullable=True),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["employee_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["manager_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("employee_id"),
    )
    # Whom people report to on this day is known; only what changes from here on is a handover.
    person = sa.table("person", sa.column("id", sa.Integer), sa.column("manager_id", sa.Integer))
    op.execute(
        line.insert().from_select(
            ["employee_id", "manager_id", "changes"],
            sa.select(person.c.id, person.c.manager_id, sa.literal(0)),
        )
    )
