"""Promised steps: owned by both, kept after being asked about, carried once a day, moved to another day

Revision: 0009
Before it: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0005"
branch_labels = None
depends_on = None

COUNTS = ("kept_after", "due_changes")


def upgrade() -> None:
    """Bring the schema up to this version."""
    with op.batch_alter_table("promised_action", schema=None) as batch_op:
        batch_op.add_column(sa.Column("both", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("carried_on", sa.Date(), nullable=True))
        for name in COUNTS:
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    # The code gives every value; what was there before is the only use of these.
    with op.batch_alter_table("promised_action", schema=None) as batch_op:
        for name in ("both", *COUNTS):
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    """Take the schema back to the version before."""
    with op.batch_alter_table("promised_action", schema=None) as batch_op:
        for name in ("both", "carried_on", *COUNTS):
            batch_op.drop_column(name)
