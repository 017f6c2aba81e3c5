"""One pace for all copies of the bot, and what tells that delivery is stuck

Revision: 0019
Before it: 0018
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this version."""
    op.create_table(
        "delivery_pace",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("tokens", sa.Float(), nullable=False),
        sa.Column("rate", sa.Float(), nullable=False),
        sa.Column("counted_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "what"),
    )
    op.create_table(
        "job_run",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("ran_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "delivery_check",
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("checked_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("subject"),
    )
    op.drop_index("ix_outbox_message_lane", table_name="outbox_message")
    op.create_index("ix_outbox_message_lane", "outbox_message", ["lane", "state", "sent_at"])
    op.create_index("ix_outbox_message_due", "outbox_message", ["state", "not_before"])


def downgrade() -> None:
    """Take the schema back to the version before."""
    op.drop_index("ix_outbox_message_due", table_name="outbox_message")
    op.drop_index("ix_outbox_message_lane", table_name="outbox_message")
    op.create_index("ix_outbox_message_lane", "outbox_message", ["lane", "state"])
    op.drop_table("delivery_check")
    op.drop_table("job_run")
    op.drop_table("delivery_pace")
