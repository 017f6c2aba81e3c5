"""The company's own working days, the years HR called complete, and updates found apart from posts

Revision: 0026
Before it: 0023
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this version."""
    for table, key, kind in (("company_day", "day", sa.Date()), ("company_year", "year", sa.Integer())):
        op.create_table(
            table,
            sa.Column("country", sa.String(length=2), nullable=False),
            sa.Column(key, kind, nullable=False),
            *([sa.Column("kind", sa.String(length=8), nullable=False)] if key == "day" else []),
            sa.Column("entered_at", sa.DateTime(), nullable=False),
            sa.Column("entered_by", sa.Integer(), nullable=True),
            sa.ForeignKeyConstraint(["entered_by"], ["person.id"]),
            sa.PrimaryKeyConstraint("country", key),
        )

    op.drop_index("ix_outbox_message_next", "outbox_message")
    op.create_index("ix_outbox_message_next", "outbox_message", ["state", "op", "priority", "id"])


def downgrade() -> None:
    """Take the schema back to the version before."""
    op.drop_index("ix_outbox_message_next", "outbox_message")
    op.create_index("ix_outbox_message_next", "outbox_message", ["state", "priority", "id"])
    op.drop_table("company_year")
    op.drop_table("company_day")
