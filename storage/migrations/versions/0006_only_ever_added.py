"""What is only ever added, the database refuses to change

Revision: 0006
Before it: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.append_only import allow_changes, refuse_changes

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = ("note_version", "note_block", "note_response", "promise_words", "note_read", "ledger_opening")


def upgrade() -> None:
    """Bring the schema up to this version."""
    op.create_table(
        "ledger_opening",
        sa.Column("record", sa.String(length=120), nullable=False),
        sa.Column("note_id", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"]),
        sa.PrimaryKeyConstraint("record"),
    )
    with op.batch_alter_table("ledger_opening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ledger_opening_note_id"), ["note_id"], unique=False)
    refuse_changes(op.get_bind(), *TABLES)


def downgrade() -> None:
    """Take the schema back to the version before."""
    allow_changes(op.get_bind(), *TABLES)
    with op.batch_alter_table("ledger_opening", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ledger_opening_note_id"))
    op.drop_table("ledger_opening")
