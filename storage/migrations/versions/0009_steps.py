"""Promised steps: owned by both, kept after being asked about, carried once a day, moved to another day

Revision: 0009
Before it: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

COUNTS = ("kept_after", "due_changes")


def upgrade() -> None:
    """Bring the schema up to this version."""
    # Added in place: other tables point at this one, so SQLite could not rebuild it.
    op.add_column(
        "promised_action", sa.Column("both", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("promised_action", sa.Column("carried_on", sa.Date(), nullable=True))
    for name in COUNTS:
        op.add_column("promised_action", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
