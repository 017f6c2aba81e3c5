"""The doors Slack shuts with `Retry-After`: a row per workspace, obeyed by every copy of the bot.

Updating messages has a door of its own, for Slack counts it apart: its row is the workspace's with a suffix.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.per_engine import inserting

_UPDATES = "/updates"


def of_updates(team_id: str) -> str:
    """Return the key of the gate that is shut for updates alone."""
    return team_id + _UPDATES


class DeliveryGate(SQLModel, table=True):
    """Until when nothing may be sent to this workspace."""

    __tablename__ = "delivery_gate"
    team_id: str = Field(primary_key=True, max_length=32)
    closed_until: datetime = Field(sa_type=UtcDateTime)


def gate(session: Session, team_id: str, now: datetime) -> datetime | None:
    """Return when the gate of this workspace opens; None when it is open."""
    query = select(DeliveryGate.closed_until).where(
        DeliveryGate.team_id == team_id, DeliveryGate.closed_until > now
    )
    return session.exec(query).first()


def last_gate(session: Session, now: datetime) -> datetime | None:
    """Return when the last gate of all workspaces opens; None when all are open."""
    query = select(DeliveryGate.closed_until).where(DeliveryGate.closed_until > now)
    return session.exec(query.order_by(col(DeliveryGate.closed_until).desc()).limit(1)).first()


def close_gate(session: Session, team_id: str, until: datetime) -> None:
    """Keep the gate closed until `until`, or longer if it already is."""
    statement = inserting(session.get_bind().dialect.name)(DeliveryGate).values(
        team_id=team_id, closed_until=until
    )
    later = col(DeliveryGate.closed_until) < statement.excluded.closed_until
    session.exec(
        statement.on_conflict_do_update(
            index_elements=["team_id"], set_={"closed_until": statement.excluded.closed_until}, where=later
        )
    )
