"""The door Slack shuts with `Retry-After`: one row per workspace, obeyed by every copy of the bot."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.outbox import on_postgresql


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


def close_gate(session: Session, team_id: str, until: datetime) -> None:
    """Keep the gate closed until `until`, or longer if it already is."""
    dialect = postgresql if on_postgresql(session) else sqlite
    statement = dialect.insert(DeliveryGate).values(team_id=team_id, closed_until=until)
    later = col(DeliveryGate.closed_until) < statement.excluded.closed_until
    session.exec(
        statement.on_conflict_do_update(
            index_elements=["team_id"], set_={"closed_until": statement.excluded.closed_until}, where=later
        )
    )
